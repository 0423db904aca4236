//! A scene made ready for drawing: buffers, textures, materials, and the list of what can be drawn.
//!
//! Knows nothing of views. Start at [`SceneGpu::upload`].

use crate::draw_list::{Drawable, Primitive, drawables};
use crate::follow::Followed;
use crate::geometry::Geometry;
use crate::lights::{PlacedLight, placed_lights};
use crate::mips::linear_from_srgb;
use crate::occlusion::Occluders;
use crate::order::Order;
use crate::placing::Placed;
use crate::preparing::Prepared;
use crate::rooms::{RoomLight, Surroundings};
use crate::shadow::ShadowMap;
use crate::shared_programs::shared;
use crate::skins::{JOINT_STRIDE, SkinnedNode, skinned_nodes};
use crate::surface_key::{SurfaceKey, Switch};
use crate::textures::{MapUse, TextureStore, upload_image};
use crate::uniforms::{AroundUniforms, FrameUniforms, Instance, JointUniforms, NodeLights};
use crate::{Fog, Gpu, Renderer, materials};
use glam::Vec3;
use scene::{Image, Material, NodeIdx, Scene, Texture};
use std::collections::BTreeMap;
use std::num::NonZeroU64;
use wgpu::util::DeviceExt;

/// Light that does not come from the scene's own lights.
#[derive(Debug, Clone, Copy)]
pub struct Environment<'a> {
    /// Outgoing radiance of a white diffuse surface under everything but the direct sun, at `uv1` of nodes whose extras say
    /// `lightmap`. Encoded as `linear = (rgb/255 * a/255)^2 * 16`.
    pub lightmap: Option<&'a Image>,
    /// Equirectangular radiance, encoded likewise; +Y up, the middle looks along -Z, three quarters along +X. Without one, the
    /// scene stands in a bright neutral room.
    pub environment: Option<&'a Image>,
    /// Light by room, in place of the environment.
    pub rooms: &'a [RoomLight<'a>],
    /// What the environment's radiance is multiplied by.
    pub environment_scale: f32,
    /// Radiance is multiplied by 2 to the power of this before the tone map.
    pub exposure_ev: f32,
    /// What intensities of the scene's lights are multiplied by to match emissive materials, lightmap and environment: 1/683 for
    /// files that speak photometric units (lumens) there.
    pub light_scale: f32,
    /// Things cast shadows in the sun.
    pub sun_has_shadow: bool,
    /// Where nothing is drawn, sRGB.
    pub background_srgb: [u8; 3],
    /// Fills the scene and hides the background.
    pub fog: Option<Fog>,
}

/// Why a scene cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    #[error(
        "picture \"{name}\" is {width_px}x{height_px} pixels and cannot be used; it must be complete and at most {max_px} on a side"
    )]
    Image { name: String, width_px: u32, height_px: u32, max_px: u32 },
    #[error(
        "picture \"{name}\" of a room is {width_px}x{height_px} pixels and cannot be used; what rooms mirror is {}x{} pixels",
        wanted_px[0],
        wanted_px[1]
    )]
    Room { name: String, width_px: u32, height_px: u32, wanted_px: [usize; 2] },
    #[error(
        "its meshes need {needed_mb} MB in one piece on the graphics card, which has pieces of at most {most_mb} MB; give them fewer vertices, \
         or let fewer nodes bend one mesh by morph targets"
    )]
    Geometry { needed_mb: u64, most_mb: u64 },
    #[error("this PC has no memory left for {needed_mb} MB of its meshes; close other programs, or make it smaller")]
    Memory { needed_mb: u64 },
}

/// A scene on the GPU.
pub struct SceneGpu {
    pub(crate) geometry: Geometry,
    /// By material of the scene, then a default, then the screens'.
    pub(crate) material_bind_groups: Vec<wgpu::BindGroup>,
    pub(crate) drawables: Vec<Drawable>,
    pub(crate) primitives: Vec<Primitive>,
    pub(crate) placed_lights: Vec<PlacedLight>,
    pub(crate) skinned: Vec<SkinnedNode>,
    pub(crate) shadow: ShadowMap,
    pub(crate) placed: Placed,
    pub(crate) order: Order,
    pub(crate) occluders: Occluders,
    pub(crate) visible_at_upload: Vec<bool>,
    pub(crate) surroundings: Surroundings,
    pub(crate) exposure: f32,
    pub(crate) background_srgb: [u8; 3],
    /// Its own, and what is shown now: that, or what came in.
    fog: Option<Fog>,
    pub(crate) shown_fog: Option<Fog>,
    /// What fog is drawn over where there is nothing else.
    pub(crate) background: wgpu::BindGroup,
    pub(crate) buffers: SceneBuffers,
    pub(crate) textures: TextureStore,
    /// By material: what is drawn anew in place of one of its maps.
    screens: BTreeMap<usize, (Switch, wgpu::Texture)>,
    pub(crate) scene_textures: Vec<Texture>,
    pub(crate) materials: Vec<Material>,
    pub(crate) followed: Followed,
    pub(crate) revision: u64,
}

/// Buffers that are written every frame, and the bind groups over them.
pub(crate) struct SceneBuffers {
    pub frame: wgpu::Buffer,
    pub frame_bind_group: wgpu::BindGroup,
    pub lighting_bind_group: wgpu::BindGroup,
    lighting: Lighting,
    /// One `NodeLights` for what no lamp reaches, then one for each drawable.
    pub lights: wgpu::Buffer,
    /// Slots as [`Surroundings`] counts them.
    pub around: wgpu::Buffer,
    /// By room.
    pub lights_bind_groups: Vec<wgpu::BindGroup>,
    pub joints: wgpu::Buffer,
    pub joints_bind_group: wgpu::BindGroup,
    /// One for each drawable.
    pub instances: wgpu::Buffer,
}

/// Textures that are bound with the frame.
#[derive(Clone)]
struct Lighting {
    shadow_map: wgpu::TextureView,
    lightmap: wgpu::TextureView,
    /// Behind glass, or how open pixels are; white where nothing looks.
    backdrop: wgpu::TextureView,
}

impl Default for Environment<'_> {
    fn default() -> Self {
        Self {
            lightmap: None,
            environment: None,
            environment_scale: 1.0,
            rooms: &[],
            exposure_ev: 0.0,
            light_scale: 1.0,
            sun_has_shadow: true,
            background_srgb: [0; 3],
            fog: None,
        }
    }
}

impl SceneGpu {
    /// Uploads everything and builds the pipelines the scene needs. Pixels are taken out of `scene.images` on the way (each is
    /// left with none), since nothing else reads them and they are most of a scene's memory.
    pub fn upload(gpu: &Gpu, renderer: &mut Renderer, scene: &mut Scene, environment: &Environment) -> Result<Self, UploadError> {
        Geometry::is_small_enough(scene, gpu.device.limits().max_buffer_size)?;
        let placed_lights = placed_lights(scene, environment.light_scale);
        let prepared = Prepared::of(gpu, scene, environment, &placed_lights, renderer.share_out)?;
        let Prepared { sun_orders, geometry, occluders, are_closed, around: (surroundings, levels), lightmap, maps } = prepared;
        let skinned = skinned_nodes(scene);
        let (mut drawables, mut primitives, movers) =
            drawables(scene, &geometry, &placed_lights, &skinned, &sun_orders, environment.lightmap.is_some());
        for primitive in &mut primitives {
            let mesh = scene.nodes[drawables[primitive.drawable].node].mesh;
            primitive.has_inside = !primitive.key.has(SurfaceKey::DOUBLE_SIDED) || mesh.is_some_and(|mesh| are_closed[mesh]);
        }
        if !environment.sun_has_shadow {
            drawables.iter_mut().for_each(|drawable| drawable.casts_shadow = false);
            primitives.iter_mut().for_each(|primitive| primitive.casts_shadow = false);
        }
        for primitive in &mut primitives {
            primitive.key = primitive.key.with_if(environment.fog.is_some(), SurfaceKey::FOG);
            primitive.key = primitive.key.in_room(surroundings.has_rooms());
        }
        share_programs(&mut primitives);
        let n_around = give_slots(&mut drawables, &surroundings);
        let shadow = ShadowMap::new(gpu, movers);
        let mut textures = TextureStore::new(gpu, renderer.reading(gpu));
        for (image, maps) in maps.into_iter().enumerate() {
            maps.into_iter().for_each(|(map_use, texture)| textures.keep(image, map_use, texture));
        }
        renderer.warm(gpu, keys(&primitives));
        let mut materials = scene.materials.clone();
        materials.push(Material::default());
        let bind_group = |material| materials::bind_group(gpu, &renderer.layouts, &scene.textures, material, &mut textures, None);
        let material_bind_groups = materials.iter().map(bind_group).collect();
        let lightmap = lightmap.unwrap_or_else(|| textures.white());
        let lighting = Lighting { shadow_map: shadow.map_view.clone(), lightmap, backdrop: textures.white() };
        let mirrored: Vec<_> = levels.iter().map(|levels| levels.upload(gpu)).collect();
        let buffers = SceneBuffers::new(gpu, renderer, lighting, &mirrored, [skinned.len(), drawables.len(), n_around]);
        gpu.queue.write_buffer(&buffers.around, 0, bytemuck::cast_slice(&surroundings.shared()));
        Ok(Self {
            buffers,
            geometry,
            material_bind_groups,
            placed: Placed::of(drawables.len()),
            order: Order::default(),
            drawables,
            primitives,
            placed_lights,
            skinned,
            shadow,
            occluders,
            visible_at_upload: visible_at_upload(scene),
            surroundings,
            exposure: environment.exposure_ev.exp2(),
            background_srgb: environment.background_srgb,
            fog: environment.fog,
            shown_fog: environment.fog,
            background: background_bind_group(gpu, renderer, environment.background_srgb),
            textures,
            screens: BTreeMap::new(),
            scene_textures: scene.textures.clone(),
            materials,
            followed: Followed::new(scene, environment.light_scale),
            revision: 0,
        })
    }

    /// Shows this fog, or its own. The programs that its surfaces need from now on, where those are others.
    pub(crate) fn fill_with(&mut self, fog: Option<Fog>) -> Option<Vec<SurfaceKey>> {
        let was_foggy = self.shown_fog.is_some();
        self.shown_fog = fog.or(self.fog);
        let is_foggy = self.shown_fog.is_some();
        if is_foggy == was_foggy {
            return None;
        }
        self.primitives.iter_mut().for_each(|primitive| primitive.key = primitive.key.with_if(is_foggy, SurfaceKey::FOG));
        Some(keys(&self.primitives).collect())
    }

    /// The programs that its surfaces need in fog.
    pub(crate) fn foggy_keys(&self) -> Vec<SurfaceKey> {
        keys(&self.primitives).map(|key| key.with_if(true, SurfaceKey::FOG)).collect()
    }

    /// Grows whenever the scene's looks change other than through a [`crate::Frame`].
    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn set_exposure_ev(&mut self, exposure_ev: f32) {
        self.exposure = exposure_ev.exp2();
        self.revision += 1;
    }

    /// Draws `image` on a node's screen: in place of the emissive map, or else the base colour map, of its material whose name
    /// contains "screen", or else of any. False if the node has no such map.
    pub fn set_screen(&mut self, gpu: &Gpu, renderer: &Renderer, node: NodeIdx, image: &Image) -> Result<bool, UploadError> {
        let Some((primitive, map)) = self.screen_of(node) else { return Ok(false) };
        let shown = upload_image(gpu, image, MapUse::Color)?;
        let mut slot = self.primitives[primitive].material;
        if !self.primitives[primitive].has_own_material {
            // Other nodes may share the material: this one gets its own.
            self.materials.push(self.materials[slot].clone());
            self.material_bind_groups.push(self.material_bind_groups[slot].clone());
            slot = self.materials.len() - 1;
            self.primitives[primitive].material = slot;
            self.primitives[primitive].has_own_material = true;
        }
        self.screens.insert(slot, (map, shown));
        self.bind_material(gpu, renderer, slot);
        self.revision += 1;
        Ok(true)
    }

    /// Binds the textures anew if this renderer's tier reads them otherwise than they are bound.
    pub(crate) fn bind_for(&mut self, gpu: &Gpu, renderer: &Renderer) {
        if self.textures.reading() != renderer.reading(gpu) {
            self.textures.read_as(renderer.reading(gpu));
            (0..self.materials.len()).for_each(|slot| self.bind_material(gpu, renderer, slot));
        }
    }

    pub(crate) fn bind_material(&mut self, gpu: &Gpu, renderer: &Renderer, slot: usize) {
        let replaced = self.screens.get(&slot).map(|(map, shown)| (*map, shown));
        let (material, textures) = (&self.materials[slot], &mut self.textures);
        self.material_bind_groups[slot] =
            materials::bind_group(gpu, &renderer.layouts, &self.scene_textures, material, textures, replaced);
    }

    /// The primitive to draw a screen on, and which map to replace.
    fn screen_of(&self, node: NodeIdx) -> Option<(usize, Switch)> {
        let of_node = |(_, primitive): &(usize, &Primitive)| self.drawables[primitive.drawable].node == node;
        let candidates = self.primitives.iter().enumerate().filter(of_node).filter_map(|(i, primitive)| {
            let material = &self.materials[primitive.material];
            let map = match (material.emissive_texture, material.base_color_texture) {
                (Some(_), _) => SurfaceKey::EMISSIVE_MAP,
                (None, Some(_)) => SurfaceKey::BASE_COLOR_MAP,
                (None, None) => return None,
            };
            let named = material.name.to_lowercase().contains("screen");
            Some((i, map, named))
        });
        candidates
            .max_by_key(|(i, map, named)| (*named, *map == SurfaceKey::EMISSIVE_MAP, usize::MAX - i))
            .map(|(i, map, _)| (i, map))
    }
}

impl SceneBuffers {
    fn new(
        gpu: &Gpu,
        renderer: &Renderer,
        lighting: Lighting,
        mirrored: &[wgpu::TextureView],
        [n_skins, n_drawables, n_around]: [usize; 3],
    ) -> Self {
        let device = &gpu.device;
        let buffer = |label, size: u64, usage| {
            let usage = usage | wgpu::BufferUsages::COPY_DST;
            device.create_buffer(&wgpu::BufferDescriptor { label: Some(label), size, usage, mapped_at_creation: false })
        };
        let frame = buffer("frame", size_of::<FrameUniforms>() as u64, wgpu::BufferUsages::UNIFORM);
        let joints = buffer("joints", JOINT_STRIDE * n_skins.max(1) as u64, wgpu::BufferUsages::UNIFORM);
        let lights = buffer("lights", (size_of::<NodeLights>() * (1 + n_drawables)) as u64, wgpu::BufferUsages::UNIFORM);
        let around = buffer("around", (size_of::<AroundUniforms>() * n_around) as u64, wgpu::BufferUsages::UNIFORM);
        let instances = buffer("instances", (size_of::<Instance>() * n_drawables.max(1)) as u64, wgpu::BufferUsages::VERTEX);
        let bind = |label, layout, entries: &[(u32, wgpu::BindingResource)]| {
            let entries: Vec<_> = entries
                .iter()
                .map(|(binding, resource)| wgpu::BindGroupEntry { binding: *binding, resource: resource.clone() })
                .collect();
            device.create_bind_group(&wgpu::BindGroupDescriptor { label: Some(label), layout, entries: &entries })
        };
        let frame_bind_group = bind("frame", &renderer.layouts.frame, &[(0, frame.as_entire_binding())]);
        let lighting_bind_group = lighting.bind(gpu, renderer, &frame);
        let lights_of = |mirrored: &wgpu::TextureView| {
            let (lights, around) = (one_of::<NodeLights>(&lights), one_of::<AroundUniforms>(&around));
            let mirrored = wgpu::BindingResource::TextureView(mirrored);
            bind("lights", &renderer.layouts.lights, &[(0, lights), (1, around), (2, mirrored)])
        };
        let lights_bind_groups = mirrored.iter().map(lights_of).collect();
        let joints_bind_group = bind("joints", &renderer.layouts.joints, &[(0, one_of::<JointUniforms>(&joints))]);
        Self {
            frame,
            frame_bind_group,
            lighting_bind_group,
            lighting,
            lights,
            around,
            lights_bind_groups,
            joints,
            joints_bind_group,
            instances,
        }
    }

    /// The lighting, with this behind glass; for opaque surfaces of the high tier, with how open pixels are in its place.
    pub fn lighting_before(&self, gpu: &Gpu, renderer: &Renderer, backdrop: &wgpu::TextureView) -> wgpu::BindGroup {
        Lighting { backdrop: backdrop.clone(), ..self.lighting.clone() }.bind(gpu, renderer, &self.frame)
    }
}

impl Lighting {
    fn bind(&self, gpu: &Gpu, renderer: &Renderer, frame: &wgpu::Buffer) -> wgpu::BindGroup {
        let texture = |binding, view| wgpu::BindGroupEntry { binding, resource: wgpu::BindingResource::TextureView(view) };
        let sampler = |binding, sampler| wgpu::BindGroupEntry { binding, resource: wgpu::BindingResource::Sampler(sampler) };
        gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("lighting"),
            layout: &renderer.layouts.lighting,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: frame.as_entire_binding() },
                texture(1, &self.shadow_map),
                sampler(2, &renderer.samplers.shadow),
                texture(3, &self.lightmap),
                sampler(5, &renderer.samplers.mipmapped),
                texture(6, &renderer.response),
                texture(7, &self.backdrop),
            ],
        })
    }
}

/// Gives each drawable its place in the buffer of light from everywhere, and says how many places there are.
fn give_slots(drawables: &mut [Drawable], surroundings: &Surroundings) -> usize {
    let mut n_slots = surroundings.n_shared();
    for drawable in drawables.iter_mut().filter(|drawable| surroundings.has_rooms() && !drawable.is_lightmapped) {
        drawable.own_around = Some(n_slots);
        n_slots += 1;
    }
    n_slots
}

/// The background, linear, as shaders/haze.wgsl reads it.
fn background_bind_group(gpu: &Gpu, renderer: &Renderer, srgb: [u8; 3]) -> wgpu::BindGroup {
    let linear = Vec3::from(srgb.map(|srgb| linear_from_srgb(f32::from(srgb) / 255.0))).extend(1.0);
    let contents = bytemuck::bytes_of(&linear);
    let usage = wgpu::BufferUsages::UNIFORM;
    let buffer = gpu.device.create_buffer_init(&wgpu::util::BufferInitDescriptor { label: Some("background"), contents, usage });
    gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("background"),
        layout: &renderer.layouts.color,
        entries: &[wgpu::BindGroupEntry { binding: 0, resource: buffer.as_entire_binding() }],
    })
}

/// What the primitives are drawn with, and if some let light through, what is drawn behind those.
/// Where little is drawn, it is not worth a program of its own.
fn share_programs(primitives: &mut [Primitive]) {
    let mut seen = BTreeMap::new();
    primitives.iter().for_each(|primitive| *seen.entry(primitive.key).or_insert(0.0) += primitive.seen);
    let shared = shared(&seen);
    for primitive in primitives {
        primitive.key = shared.get(&primitive.key).copied().unwrap_or(primitive.key);
    }
}

fn keys(primitives: &[Primitive]) -> impl Iterator<Item = SurfaceKey> {
    let lets_through = primitives.iter().any(|primitive| primitive.key.has(SurfaceKey::TRANSMISSION));
    let behind = primitives.iter().map(|primitive| primitive.key).filter(|key| !key.is_seen_through());
    let behind = behind.map(|key| key.with_if(true, SurfaceKey::BACKDROP)).filter(move |_| lets_through);
    primitives.iter().map(|primitive| primitive.key).chain(behind)
}

/// The first of many in a buffer; dynamic offsets reach the others.
fn one_of<T>(buffer: &wgpu::Buffer) -> wgpu::BindingResource<'_> {
    let size = NonZeroU64::new(size_of::<T>() as u64);
    wgpu::BindingResource::Buffer(wgpu::BufferBinding { buffer, offset: 0, size })
}

/// By node: its own flag and those of all above it.
fn visible_at_upload(scene: &Scene) -> Vec<bool> {
    let is_visible =
        |node: NodeIdx| std::iter::successors(Some(node), |node| scene.nodes[*node].parent).all(|node| scene.nodes[node].visible);
    (0..scene.nodes.len()).map(is_visible).collect()
}
