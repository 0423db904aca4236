//! What of a scene can be drawn, and which of it a view sees, in which order.

use crate::bounds::{Bounds, Frustum};
use crate::geometry::Geometry;
use crate::lights::PlacedLight;
use crate::materials;
use crate::occlusion::{Sight, Window};
use crate::placing::Place;
use crate::skins::SkinnedNode;
use crate::sunlight::SunOrders;
use crate::surface_key::SurfaceKey;
use crate::{Frame, SceneGpu};
use glam::Mat4;
use scene::{AlphaMode, Extra, Material, Node, NodeIdx, Scene, Topology};
use std::ops::Range;

/// One thing may be so many times as far from the eye as another and still counts as equally far.
const ABOUT_AS_FAR: f32 = 1.15;

/// A node with a mesh. Its place in the list is its slot in the instance buffer and its number as a caster of shadows.
pub(crate) struct Drawable {
    pub node: NodeIdx,
    /// Of the mesh, in its own space.
    pub local_bounds: Bounds,
    /// Where it is this frame.
    pub world_bounds: Bounds,
    pub skin_slot: Option<usize>,
    pub casts_shadow: bool,
    /// All of it: no light from everywhere but what is baked, and what it mirrors.
    pub is_lightmapped: bool,
    /// Its own slot of light from everywhere.
    pub own_around: Option<usize>,
    pub place: Place,
    /// How often its morph targets bent it anew.
    pub n_bends: u32,
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
        let shady = Self { key: self.key.with_if(false, SurfaceKey::SUN), indices: middle..end, ..self.clone() };
        let sunny = Self { indices: start..middle, ..self };
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
    for (node, data) in scene.nodes.iter().enumerate() {
        let Some(mesh) = data.mesh else { continue };
        let skin_slot = skinned.iter().position(|skinned| skinned.node == node);
        let is_lightmapped = has_lightmap && is_lightmapped(data);
        let is_mirrored = world_from_node(scene, node).determinant() < 0.0;
        let mut drawable = Drawable {
            node,
            local_bounds: Bounds::EMPTY,
            world_bounds: Bounds::EMPTY,
            skin_slot,
            casts_shadow: false,
            is_lightmapped,
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
            // Where a map is missing, white stands in for it: one pipeline for both, but for plain walls, which are most of a picture.
            let shares_pipeline = !is_rough && !is_skinned && !is_unlit;
            let has_base_map = material.base_color_texture.is_some();
            let primitive = Primitive {
                drawable: drawables.len(),
                key: materials::key_of(material)
                    .with_if(has_base_map || shares_pipeline, SurfaceKey::BASE_COLOR_MAP)
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
                indices: range.indices.clone(),
                first_vertex: own_vertices.map_or(range.first_vertex, |own| own[i]),
                first_skin_vertex: range.first_skin_vertex.filter(|_| is_skinned),
            };
            primitives.extend(primitive.split(sun_orders.get(&(mesh, i)).map(|order| order.n_sunny as u32)));
        }
        movers.push(skin_slot.is_some() || own_vertices.is_some() || animated[node]);
        drawables.push(drawable);
    }
    (drawables, primitives, movers)
}

/// What a view sees, as indices of primitives: opaque ones with the near first, so that the far are hidden before they are
/// shaded, and blended ones with the far first.
#[derive(Default)]
pub(crate) struct Visible {
    pub opaque: Vec<usize>,
    pub blended: Vec<usize>,
    /// As if of glass, the far first too.
    pub glass: Vec<usize>,
    /// By drawable: outside of it nothing of the drawable can be seen; None when nothing can at all.
    pub windows: Vec<Option<Window>>,
}

impl Visible {
    /// `sight`: what hides things, where finding out pays.
    pub fn new(
        scene: &SceneGpu,
        frame: &Frame,
        clip_from_world: &Mat4,
        is_visible: impl Fn(NodeIdx) -> bool,
        sight: Option<&Sight>,
    ) -> Self {
        let (drawables, primitives) = (&scene.drawables, &scene.primitives);
        let eye = frame.view.eye();
        let frustum = Frustum::of(clip_from_world);
        let window_on = |drawable: &Drawable| {
            let bounds = &drawable.world_bounds;
            if !is_visible(drawable.node) || !frustum.overlaps(bounds) {
                return None;
            }
            let world_from_local = &frame.world_from_nodes[drawable.node];
            sight.map_or(Some(Window::ALL), |sight| sight.window_on(drawable.node, world_from_local, bounds))
        };
        let mut visible = Self { windows: drawables.iter().map(window_on).collect(), ..Self::default() };
        for (i, primitive) in primitives.iter().enumerate().filter(|(_, primitive)| visible.windows[primitive.drawable].is_some())
        {
            let list = match primitive.key.is_seen_through() {
                _ if scene.placed.opening.is_glass(drawables[primitive.drawable].node) => &mut visible.glass,
                true => &mut visible.blended,
                false => &mut visible.opaque,
            };
            list.push(i);
        }
        let bounds = |i: &usize| &drawables[primitives[*i].drawable].world_bounds;
        // Rooms surround the eye and have their walls far off: what is large comes late. Among what is about as far off, what is
        // drawn alike comes together.
        let place = |i: &usize| &drawables[primitives[*i].drawable].place;
        let opaque_order = |i: &usize| {
            let distance_m = bounds(i).center().distance(eye) + bounds(i).radius();
            let about = (distance_m.max(0.01).ln() / ABOUT_AS_FAR.ln()).floor() as i32;
            (about, primitives[*i].key, primitives[*i].material, place(i).around, place(i).lights_slot)
        };
        visible.opaque.sort_by_cached_key(opaque_order);
        let distance = |i: &usize| bounds(i).center().distance(eye);
        for list in [&mut visible.blended, &mut visible.glass] {
            list.sort_by(|a, b| distance(b).total_cmp(&distance(a)));
        }
        visible
    }
}

/// Around everything that casts a shadow, where it is now.
pub(crate) fn caster_bounds(drawables: &[Drawable]) -> impl FnOnce() -> Bounds {
    || {
        let casters = drawables.iter().filter(|drawable| drawable.casts_shadow);
        casters.fold(Bounds::EMPTY, |bounds, drawable| bounds.union(drawable.world_bounds))
    }
}

/// Glass lets the sun in, and so does the painted world outside.
pub(crate) fn casts_shadow(node: &Node, scene: &Scene, material: Option<usize>) -> bool {
    let lets_light_in = |name: &str| name.starts_with("Glass") || name.starts_with("Outside");
    let material = material.map(|material| &scene.materials[material]);
    !lets_light_in(&node.name)
        && material.is_none_or(|material| {
            material.alpha_mode != AlphaMode::Blend && material.transmission.factor < 0.5 && !lets_light_in(&material.name)
        })
}

pub(crate) fn is_lightmapped(node: &Node) -> bool {
    node.extras.get("lightmap").and_then(Extra::as_flag).unwrap_or(false)
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
