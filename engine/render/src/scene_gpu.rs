//! A scene made ready for drawing: buffers, textures, materials, and the list of what can be drawn.
//!
//! Knows nothing of views. Start at [`SceneGpu::upload`].

use crate::draw_list::{Drawable, Primitive, drawables};
use crate::follow::Followed;
use crate::geometry::Geometry;
use crate::lights::{PlacedLight, placed_lights};
use crate::occlusion::Occluders;
use crate::placing::Placed;
use crate::preparing::Prepared;
use crate::shadow::ShadowMap;
use crate::skins::{JOINT_STRIDE, SkinnedNode, skinned_nodes};
use crate::surface_key::{SurfaceKey, Switch};
use crate::textures::{MapUse, TextureStore, upload_image};
use crate::uniforms::{FrameUniforms, Instance, JointUniforms, NodeLights};
use crate::{Gpu, Renderer, materials};
use glam::Vec4;
use scene::{Image, Material, NodeIdx, Scene, Texture};
use std::num::NonZeroU64;

/// Light that does not come from the scene's own lights.
#[derive(Debug, Clone, Copy)]
pub struct Environment<'a> {
    /// Outgoing radiance of a white diffuse surface under everything but the direct sun, at `uv1` of nodes whose extras say
    /// `lightmap`. Encoded as `linear = (rgb/255 * a/255)^2 * 16`.
    pub lightmap: Option<&'a Image>,
    /// Equirectangular radiance, encoded likewise; +Y up, the middle looks along -Z, three quarters along +X. Without one, the
    /// scene stands in a bright neutral room.
    pub environment: Option<&'a Image>,
    /// Radiance is multiplied by 2 to the power of this before the tone map.
    pub exposure_ev: f32,
    /// What intensities of the scene's lights are multiplied by to match emissive materials, lightmap and environment: 1/683 for
    /// files that speak photometric units (lumens) there.
    pub light_scale: f32,
    /// Things cast shadows in the sun.
    pub sun_has_shadow: bool,
    /// Where nothing is drawn, sRGB.
    pub background_srgb: [u8; 3],
}

/// Why a scene cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    #[error(
        "picture \"{name}\" is {width_px}x{height_px} pixels and cannot be used; it must be complete and at most {max_px} on a side"
    )]
    Image { name: String, width_px: u32, height_px: u32, max_px: u32 },
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
    pub(crate) occluders: Occluders,
    pub(crate) visible_at_upload: Vec<bool>,
    pub(crate) irradiance: [Vec4; 9],
    pub(crate) exposure: f32,
    pub(crate) background_srgb: [u8; 3],
    pub(crate) buffers: SceneBuffers,
    pub(crate) textures: TextureStore,
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
    pub lights_bind_group: wgpu::BindGroup,
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
    environment: wgpu::TextureView,
    /// Behind glass; white where nothing looks.
    backdrop: wgpu::TextureView,
}

impl Default for Environment<'_> {
    fn default() -> Self {
        Self {
            lightmap: None,
            environment: None,
            exposure_ev: 0.0,
            light_scale: 1.0,
            sun_has_shadow: true,
            background_srgb: [0; 3],
        }
    }
}

impl SceneGpu {
    /// Uploads everything and builds the pipelines the scene needs. Pixels are taken out of `scene.images` on the way (each is
    /// left with none), since nothing else reads them and they are most of a scene's memory.
    pub fn upload(gpu: &Gpu, renderer: &mut Renderer, scene: &mut Scene, environment: &Environment) -> Result<Self, UploadError> {
        let placed_lights = placed_lights(scene, environment.light_scale);
        let prepared = Prepared::of(gpu, scene, environment, &placed_lights, renderer.share_out)?;
        let Prepared { sun_orders, geometry, occluders, radiance, lightmap, maps } = prepared;
        let skinned = skinned_nodes(scene);
        let (mut drawables, mut primitives, movers) =
            drawables(scene, &geometry, &placed_lights, &skinned, &sun_orders, environment.lightmap.is_some());
        if !environment.sun_has_shadow {
            drawables.iter_mut().for_each(|drawable| drawable.casts_shadow = false);
            primitives.iter_mut().for_each(|primitive| primitive.casts_shadow = false);
        }
        let shadow = ShadowMap::new(gpu, movers);
        let mut textures = TextureStore::new(gpu, renderer.anisotropy(gpu));
        for (image, maps) in maps.into_iter().enumerate() {
            maps.into_iter().for_each(|(map_use, view)| textures.keep(image, map_use, view));
        }
        renderer.warm(gpu, keys(&primitives));
        let mut materials = scene.materials.clone();
        materials.push(Material::default());
        let bind_group = |material| materials::bind_group(gpu, &renderer.layouts, &scene.textures, material, &mut textures, None);
        let material_bind_groups = materials.iter().map(bind_group).collect();
        let lightmap = lightmap.unwrap_or_else(|| textures.white.clone());
        let lighting = Lighting {
            shadow_map: shadow.map_view.clone(),
            lightmap,
            environment: radiance.upload(gpu),
            backdrop: textures.white.clone(),
        };
        Ok(Self {
            buffers: SceneBuffers::new(gpu, renderer, lighting, skinned.len(), drawables.len()),
            geometry,
            material_bind_groups,
            drawables,
            primitives,
            placed_lights,
            skinned,
            shadow,
            placed: Placed::default(),
            occluders,
            visible_at_upload: visible_at_upload(scene),
            irradiance: radiance.irradiance,
            exposure: environment.exposure_ev.exp2(),
            background_srgb: environment.background_srgb,
            textures,
            scene_textures: scene.textures.clone(),
            materials,
            followed: Followed::new(scene, environment.light_scale),
            revision: 0,
        })
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
        let view = upload_image(gpu, image, MapUse::Color)?;
        let slot = self.primitives[primitive].material;
        let material = self.materials[slot].clone();
        let replaced = Some((map, &view));
        let bind_group =
            materials::bind_group(gpu, &renderer.layouts, &self.scene_textures, &material, &mut self.textures, replaced);
        if self.primitives[primitive].has_own_material {
            self.material_bind_groups[slot] = bind_group;
        } else {
            // Other nodes may share the material: this one gets its own.
            self.primitives[primitive].material = self.material_bind_groups.len();
            self.primitives[primitive].has_own_material = true;
            self.material_bind_groups.push(bind_group);
            self.materials.push(material);
        }
        self.revision += 1;
        Ok(true)
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
    fn new(gpu: &Gpu, renderer: &Renderer, lighting: Lighting, n_skins: usize, n_drawables: usize) -> Self {
        let device = &gpu.device;
        let buffer = |label, size: u64, usage| {
            let usage = usage | wgpu::BufferUsages::COPY_DST;
            device.create_buffer(&wgpu::BufferDescriptor { label: Some(label), size, usage, mapped_at_creation: false })
        };
        let frame = buffer("frame", size_of::<FrameUniforms>() as u64, wgpu::BufferUsages::UNIFORM);
        let joints = buffer("joints", JOINT_STRIDE * n_skins.max(1) as u64, wgpu::BufferUsages::UNIFORM);
        let lights = buffer("lights", (size_of::<NodeLights>() * (1 + n_drawables)) as u64, wgpu::BufferUsages::UNIFORM);
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
        let lights_bind_group = bind("lights", &renderer.layouts.lights, &[(0, one_of::<NodeLights>(&lights))]);
        let joints_bind_group = bind("joints", &renderer.layouts.joints, &[(0, one_of::<JointUniforms>(&joints))]);
        Self {
            frame,
            frame_bind_group,
            lighting_bind_group,
            lighting,
            lights,
            lights_bind_group,
            joints,
            joints_bind_group,
            instances,
        }
    }

    /// The lighting, with this behind glass.
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
                texture(4, &self.environment),
                sampler(5, &renderer.samplers.mipmapped),
                texture(6, &renderer.response),
                texture(7, &self.backdrop),
            ],
        })
    }
}

/// What the primitives are drawn with, and if some let light through, what is drawn behind those.
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
