//! Materials as bind groups, and which shader switches each needs.

use crate::layers::{self, LayerMaps};
use crate::layouts::{LAYERS, Layouts};
use crate::surface_key::{SurfaceKey, Switch};
use crate::textures::{MapUse, TextureStore};
use crate::uniforms::{MaterialUniforms, UvTransform};
use glam::{Vec2, Vec4};
use scene::{AlphaMode, Material, Scene, TextureRef};
use wgpu::util::DeviceExt;

/// The five maps in the shader's order, with what each reads.
pub(crate) fn maps(material: &Material) -> [(Option<TextureRef>, MapUse, Switch); crate::layouts::N_MAPS] {
    let base_color = if material.alpha_mode == AlphaMode::Opaque { MapUse::Color } else { MapUse::Cover };
    [
        (material.base_color_texture, base_color, SurfaceKey::BASE_COLOR_MAP),
        (material.metallic_roughness_texture, MapUse::MetallicRoughness, SurfaceKey::METALLIC_ROUGHNESS_MAP),
        (material.normal_texture, MapUse::Normal, SurfaceKey::NORMAL_MAP),
        (material.occlusion_texture, MapUse::Occlusion, SurfaceKey::OCCLUSION_MAP),
        (material.emissive_texture, MapUse::Color, SurfaceKey::EMISSIVE_MAP),
    ]
}

/// The switches a material asks for, whatever node it is on.
pub(crate) fn key_of(material: &Material) -> SurfaceKey {
    let mut key = SurfaceKey::default();
    for (map, _, switch) in maps(material) {
        key = key.with_if(map.is_some(), switch);
    }
    let (first, rest_differ) = first_transform(material);
    let (maps, of_layers) = LayerMaps::of(material);
    let simple = !rest_differ && first.is_none_or(|map| map.uv_set == 0) && of_layers.is_empty();
    key = key.with_if(!simple, SurfaceKey::UV_PER_MAP);
    if is_layered(material) {
        key = key.with_maps(maps).with_if(true, SurfaceKey::LAYERED);
        for (is_there, switch) in layer_switches(material) {
            key = key.with_if(is_there, switch);
        }
    }
    key.with_if(material.clearcoat.factor > 0.0, SurfaceKey::CLEARCOAT)
        .with_if(material.unlit, SurfaceKey::UNLIT)
        .with_if(material.double_sided, SurfaceKey::DOUBLE_SIDED)
        .with_if(matches!(material.alpha_mode, AlphaMode::Mask { .. }), SurfaceKey::ALPHA_MASK)
        .with_if(material.alpha_mode == AlphaMode::Blend, SurfaceKey::ALPHA_BLEND)
}

fn layer_switches(material: &Material) -> [(bool, Switch); 7] {
    let has_volume = layers::has_volume(material);
    [
        (layers::has_specular(material), SurfaceKey::SPECULAR),
        (layers::has_sheen(material), SurfaceKey::SHEEN),
        (material.iridescence.factor > 0.0, SurfaceKey::IRIDESCENCE),
        (material.anisotropy.strength > 0.0, SurfaceKey::ANISOTROPY),
        (material.transmission.factor > 0.0, SurfaceKey::TRANSMISSION),
        (has_volume, SurfaceKey::VOLUME),
        (has_volume && material.dispersion > 0.0, SurfaceKey::DISPERSION),
    ]
}

/// Whether it has more than metal, roughness and a plain clear coat, and is bound with all that.
pub(crate) fn is_layered(material: &Material) -> bool {
    let switches = layer_switches(material).into_iter().any(|(is_there, _)| is_there);
    !material.unlit && (switches || !LayerMaps::of(material).1.is_empty())
}

/// Whether its shading follows a direction along the surface.
pub(crate) fn needs_tangents(material: &Material) -> bool {
    material.normal_texture.is_some() || material.clearcoat.normal_texture.is_some() || material.anisotropy.strength > 0.0
}

/// Whether reflections are so blurred that the light which falls on a place says enough about them.
pub(crate) fn is_rough(material: &Material) -> bool {
    let dull = material.metallic < 0.1 && material.roughness > 0.65 && material.metallic_roughness_texture.is_none();
    dull && material.clearcoat.factor == 0.0 && !is_layered(material)
}

/// A bind group for a material of `scene`; `replaced` stands in for its base colour or emissive map (a screen drawn anew).
pub(crate) fn bind_group(
    gpu: &crate::Gpu,
    layouts: &Layouts,
    scene_textures: &[scene::Texture],
    material: &Material,
    textures: &mut TextureStore,
    replaced: Option<(Switch, &wgpu::Texture)>,
) -> wgpu::BindGroup {
    let uniforms = gpu.device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
        label: Some(&material.name),
        contents: bytemuck::bytes_of(&uniforms(material)),
        usage: wgpu::BufferUsages::UNIFORM,
    });
    let bound = maps(material).map(|(map, map_use, switch)| {
        let texture = map.map(|map| scene_textures[map.texture]);
        let sampler = textures.sampler(&gpu.device, texture.map_or_else(Default::default, |texture| texture.sampler));
        let view = match (replaced, texture) {
            (Some((screen, shown)), _) if screen == switch => textures.view_of(shown),
            (_, Some(texture)) => textures.view(texture.image, map_use),
            (_, None) => textures.none(map_use),
        };
        (view, sampler)
    });
    let mut entries = vec![wgpu::BindGroupEntry { binding: 0, resource: uniforms.as_entire_binding() }];
    push_maps(&mut entries, 1, &bound);
    if !is_layered(material) {
        return gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some(&material.name),
            layout: &layouts.material,
            entries: &entries,
        });
    }
    let layer_uniforms = gpu.device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
        label: Some(&material.name),
        contents: bytemuck::bytes_of(&layers::uniforms(material)),
        usage: wgpu::BufferUsages::UNIFORM,
    });
    let (_, maps) = LayerMaps::of(material);
    let of_layers: Vec<_> = (0..layers::N_LAYER_MAPS)
        .map(|i| {
            let texture = maps.get(i).map(|(map, map_use)| (scene_textures[map.texture], *map_use));
            let sampler = textures.sampler(&gpu.device, texture.map_or_else(Default::default, |(texture, _)| texture.sampler));
            let view = texture.map_or_else(|| textures.white(), |(texture, map_use)| textures.view(texture.image, map_use));
            (view, sampler)
        })
        .collect();
    entries.push(wgpu::BindGroupEntry { binding: LAYERS, resource: layer_uniforms.as_entire_binding() });
    push_maps(&mut entries, LAYERS + 1, &of_layers);
    gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some(&material.name),
        layout: &layouts.layered,
        entries: &entries,
    })
}

fn push_maps<'a>(entries: &mut Vec<wgpu::BindGroupEntry<'a>>, first: u32, maps: &'a [(wgpu::TextureView, wgpu::Sampler)]) {
    for (i, (view, sampler)) in (0..).zip(maps) {
        let binding = first + 2 * i;
        entries.push(wgpu::BindGroupEntry { binding, resource: wgpu::BindingResource::TextureView(view) });
        entries.push(wgpu::BindGroupEntry { binding: binding + 1, resource: wgpu::BindingResource::Sampler(sampler) });
    }
}

/// Images the scene's materials use, each with its uses.
pub(crate) fn image_uses(scene: &Scene) -> Vec<(usize, Vec<MapUse>)> {
    let mut uses = vec![Vec::new(); scene.images.len()];
    let base = scene.materials.iter().flat_map(maps).filter_map(|(map, map_use, _)| Some((map?, map_use)));
    let of_layers = scene.materials.iter().filter(|material| is_layered(material)).flat_map(|material| LayerMaps::of(material).1);
    for (map, map_use) in base.chain(of_layers) {
        let of_image: &mut Vec<MapUse> = &mut uses[scene.textures[map.texture].image];
        if !of_image.contains(&map_use) {
            of_image.push(map_use);
        }
    }
    uses.into_iter().enumerate().collect()
}

fn uniforms(material: &Material) -> MaterialUniforms {
    let alpha_cutoff = if let AlphaMode::Mask { cutoff } = material.alpha_mode { cutoff } else { 0.0 };
    let mut uv = maps(material).map(|(map, ..)| map.map_or(UvTransform::IDENTITY, |map| UvTransform::of(&map)));
    if let (Some(first), false) = first_transform(material) {
        uv[0] = UvTransform::of(&first);
    }
    MaterialUniforms {
        base_color: material.base_color,
        emissive: material.emissive,
        alpha_cutoff,
        metallic: material.metallic,
        roughness: material.roughness,
        normal_scale: material.normal_scale,
        occlusion_strength: material.occlusion_strength,
        clearcoat: material.clearcoat.factor,
        clearcoat_roughness: material.clearcoat.roughness,
        skin_f0: (layers::dielectric_f0(material) * material.specular.color.max_element()).min(1.0) * material.specular.factor,
        skin_f90: material.specular.factor,
        uv,
    }
}

/// The first map in use, and whether another has a different transform or uv set.
fn first_transform(material: &Material) -> (Option<TextureRef>, bool) {
    let mut in_use = maps(material).into_iter().filter_map(|(map, ..)| map);
    let first = in_use.next();
    let differs = |map: TextureRef| first.is_some_and(|first| TextureRef { texture: first.texture, ..map } != first);
    (first, in_use.any(differs))
}

impl UvTransform {
    pub const IDENTITY: Self = Self { u_row: Vec4::X, v_row: Vec4::Y };

    /// KHR_texture_transform: translation * rotation * scale.
    pub fn of(map: &TextureRef) -> Self {
        let (sin, cos) = map.rotation.sin_cos();
        let u = Vec2::new(cos, sin) * map.scale;
        let v = Vec2::new(-sin, cos) * map.scale;
        let uv_set = map.uv_set as f32;
        Self { u_row: Vec4::new(u.x, u.y, map.offset.x, uv_set), v_row: Vec4::new(v.x, v.y, map.offset.y, 0.0) }
    }
}
