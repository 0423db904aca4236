//! What of a scene can be drawn.

use crate::bounds::Bounds;
use crate::crowd::Crowd;
use crate::geometry::Geometry;
use crate::lights::PlacedLight;
use crate::materials;
use crate::placing::Place;
use crate::skins::SkinnedNode;
use crate::sunlight::SunOrders;
use crate::surface_key::SurfaceKey;
use glam::Mat4;
use scene::{AlphaMode, Extra, Material, Node, NodeIdx, Scene, Topology};
use std::ops::Range;

/// What has moved by less is where it was.
const STAYS_M: f32 = 0.01;

/// A node with a mesh. Its place in the list is its slot in the instance buffer and its number as a caster of shadows and in the
/// crowd. Nodes that share a mesh follow each other.
pub(crate) struct Drawable {
    pub node: NodeIdx,
    pub primitives: Range<usize>,
    /// Of the mesh, in its own space.
    pub local_bounds: Bounds,
    pub skin_slot: Option<usize>,
    pub casts_shadow: bool,
    /// All of it: no light from everywhere but what is baked, and what it mirrors.
    pub is_lightmapped: bool,
    /// Where it stood when light was baked, if the lightmap knows what it hides.
    pub baked_at: Option<Mat4>,
    /// Its own slot of light from everywhere.
    pub own_around: Option<usize>,
    pub place: Place,
    /// How often its morph targets bent it anew.
    pub n_bends: u32,
}

impl Drawable {
    /// How much more than its surfaces say the lightmap knows of what it hides: 1 where they are not lit by it but were there when it
    /// was baked, -1 where they are but have moved since, else 0.
    pub fn known(&self, world_from_local: &Mat4) -> f32 {
        let Some(baked_at) = &self.baked_at else { return 0.0 };
        let stays = self.n_bends == 0 && self.local_bounds.farthest_move(baked_at, world_from_local) < STAYS_M;
        f32::from(u8::from(stays)) - f32::from(u8::from(self.is_lightmapped))
    }
}

/// What one draw call draws.
#[derive(Debug, Clone)]
pub(crate) struct Primitive {
    pub drawable: usize,
    pub key: SurfaceKey,
    pub material: usize,
    /// True when no other primitive uses that material slot.
    pub has_own_material: bool,
    pub casts_shadow: bool,
    /// Its inner sides are what one looks at where it is cut open.
    pub has_inside: bool,
    /// Roughly how much of pictures it covers, beside others: what is far larger than they are lies far off.
    pub seen: f32,
    pub indices: Range<u32>,
    pub first_vertex: u32,
    pub first_skin_vertex: Option<u32>,
}

impl Primitive {
    /// Made of triangles.
    pub fn is_solid(&self) -> bool {
        self.key.topology() == wgpu::PrimitiveTopology::TriangleList
    }

    /// What lies in the sun and what never does; the first `n_sunny` indices, where that is known, and the rest.
    fn split(self, n_sunny: Option<u32>) -> impl Iterator<Item = Self> {
        let Range { start, end } = self.indices;
        // Through glass the sun shines on faces that are turned away from it.
        let n_sunny = n_sunny.filter(|_| !self.key.has(SurfaceKey::TRANSMISSION));
        let middle = n_sunny.map_or(end, |n_sunny| start + n_sunny);
        let share_of = |n_indices: u32| self.seen * n_indices as f32 / (end - start).max(1) as f32;
        let key = self.key.with_if(false, SurfaceKey::SUN);
        let shady = Self { key, indices: middle..end, seen: share_of(end - middle), ..self.clone() };
        let sunny = Self { indices: start..middle, seen: share_of(middle - start), ..self };
        [sunny, shady].into_iter().filter(|part| !part.indices.is_empty())
    }
}

/// Drawables, their primitives, and for each drawable whether it moves by itself (clips, skins).
pub(crate) fn drawables(
    scene: &Scene,
    geometry: &Geometry,
    lights: &[PlacedLight],
    skinned: &[SkinnedNode],
    sun_orders: &SunOrders,
    has_lightmap: bool,
) -> (Vec<Drawable>, Vec<Primitive>, Vec<bool>) {
    let animated = animated_nodes(scene);
    let has_sun = lights.iter().any(|placed| placed.light.kind == scene::LightKind::Directional);
    let has_point_lights = lights.iter().any(|placed| placed.light.kind != scene::LightKind::Directional);
    let (mut drawables, mut primitives, mut movers) = (Vec::new(), Vec::new(), Vec::new());
    for (node, mesh) in nodes_by_mesh(scene) {
        let data = &scene.nodes[node];
        let skin_slot = skinned.iter().position(|skinned| skinned.node == node);
        let is_lightmapped = has_lightmap && is_lightmapped(data);
        let world_from_node = world_from_node(scene, node);
        let is_mirrored = world_from_node.determinant() < 0.0;
        let mut drawable = Drawable {
            node,
            primitives: primitives.len()..primitives.len(),
            local_bounds: Bounds::EMPTY,
            skin_slot,
            casts_shadow: false,
            is_lightmapped,
            baked_at: (has_lightmap && skin_slot.is_none() && (is_lightmapped || says(data, "baked_shadow", false)))
                .then_some(world_from_node),
            own_around: None,
            place: Place::NONE,
            n_bends: 0,
        };
        let own_vertices = geometry.morphed.get(&node);
        for (i, (range, source)) in geometry.primitives[mesh].iter().zip(&scene.meshes[mesh].primitives).enumerate() {
            let default = Material::default();
            let material = source.material.map_or(&default, |material| &scene.materials[material]);
            let casts_shadow = casts_shadow(data, scene, source.material) && source.topology == Topology::Triangles;
            // Without normals, light has nothing to fall on (glTF 2.0, section 3.7.2.1).
            let is_unlit = material.unlit || source.topology != Topology::Triangles && source.vertices.normals.is_empty();
            let is_skinned = skin_slot.is_some() && range.first_skin_vertex.is_some();
            let is_lightmapped = is_lightmapped && !source.vertices.uv1.is_empty();
            let is_rough = is_lightmapped && materials::is_rough(material);
            drawable.local_bounds = drawable.local_bounds.union(match own_vertices {
                Some(_) => Bounds::of(&source.morphed_positions(scene.morph_weights(node))),
                None => range.bounds,
            });
            drawable.casts_shadow |= casts_shadow;
            drawable.is_lightmapped &= is_lightmapped;
            let primitive = Primitive {
                drawable: drawables.len(),
                key: materials::key_of(material)
                    .with_if(is_skinned, SurfaceKey::SKINNED)
                    .with_if(is_mirrored, SurfaceKey::MIRRORED)
                    .with_if(is_lightmapped, SurfaceKey::LIGHTMAP)
                    .with_if(is_rough, SurfaceKey::ROUGH)
                    .with_if(!source.vertices.colors.is_empty(), SurfaceKey::VERTEX_COLOR)
                    .with_if(has_sun, SurfaceKey::SUN)
                    .with_if(has_point_lights && !is_rough && !is_unlit, SurfaceKey::LIGHTS)
                    .with_if(is_unlit, SurfaceKey::UNLIT)
                    .with_if(source.topology == Topology::Lines, SurfaceKey::LINES)
                    .with_if(source.topology == Topology::Points, SurfaceKey::POINTS),
                material: source.material.unwrap_or(scene.materials.len()),
                has_own_material: false,
                casts_shadow,
                has_inside: true,
                seen: range.bounds.transformed(&world_from_node).surface().sqrt(),
                indices: range.indices.clone(),
                first_vertex: own_vertices.map_or(range.first_vertex, |own| own[i]),
                first_skin_vertex: range.first_skin_vertex.filter(|_| is_skinned),
            };
            primitives.extend(primitive.split(sun_orders.get(&(mesh, i)).map(|order| order.n_sunny as u32)));
        }
        drawable.primitives.end = primitives.len();
        movers.push(skin_slot.is_some() || own_vertices.is_some() || animated[node]);
        drawables.push(drawable);
    }
    (drawables, primitives, movers)
}

/// Nodes that are drawn, those with one mesh together, each mesh where its first node stands.
fn nodes_by_mesh(scene: &Scene) -> Vec<(NodeIdx, usize)> {
    let with_mesh = scene.nodes.iter().enumerate().filter_map(|(node, data)| Some((node, data.mesh?)));
    let mut nodes: Vec<(NodeIdx, usize)> = with_mesh.collect();
    let mut first_of = vec![NodeIdx::MAX; scene.meshes.len()];
    nodes.iter().for_each(|(node, mesh)| first_of[*mesh] = first_of[*mesh].min(*node));
    nodes.sort_by_key(|(node, mesh)| (first_of[*mesh], *node));
    nodes
}

/// Around everything that casts a shadow, where it is now.
pub(crate) fn caster_bounds(drawables: &[Drawable], crowd: &Crowd) -> Bounds {
    let casters = drawables.iter().enumerate().filter(|(_, drawable)| drawable.casts_shadow);
    casters.fold(Bounds::EMPTY, |bounds, (caster, _)| bounds.union(*crowd.at(caster)))
}

/// Glass lets the sun in, and so does the painted world outside, and what its file says so of.
pub(crate) fn casts_shadow(node: &Node, scene: &Scene, material: Option<usize>) -> bool {
    let lets_light_in = |name: &str| name.starts_with("Glass") || name.starts_with("Outside");
    let material = material.map(|material| &scene.materials[material]);
    says(node, "cast_shadow", true)
        && !says(node, "outside", false)
        && !lets_light_in(&node.name)
        && material.is_none_or(|material| {
            material.alpha_mode != AlphaMode::Blend && material.transmission.factor < 0.5 && !lets_light_in(&material.name)
        })
}

pub(crate) fn is_lightmapped(node: &Node) -> bool {
    says(node, "lightmap", false)
}

/// What its file says of a node.
fn says(node: &Node, extra: &str, otherwise: bool) -> bool {
    node.extras.get(extra).and_then(Extra::as_flag).unwrap_or(otherwise)
}

/// By node: whether a clip moves it or anything above it.
pub(crate) fn animated_nodes(scene: &Scene) -> Vec<bool> {
    let mut is_target = vec![false; scene.nodes.len()];
    for channel in scene.animations.iter().flat_map(|animation| &animation.channels) {
        is_target[channel.node] = true;
    }
    (0..scene.nodes.len()).map(|node| chain_up(scene, node).any(|node| is_target[node])).collect()
}

pub(crate) fn world_from_node(scene: &Scene, node: NodeIdx) -> Mat4 {
    chain_up(scene, node).fold(Mat4::IDENTITY, |below, node| scene.nodes[node].transform.parent_from_local() * below)
}

/// The node, its parent, and so on.
fn chain_up(scene: &Scene, node: NodeIdx) -> impl Iterator<Item = NodeIdx> {
    std::iter::successors(Some(node), |node| scene.nodes[*node].parent)
}
