//! Materials as bind groups, and which shader switches each needs.

use crate::layouts::Layouts;
use crate::pipelines::SurfaceKey;
use crate::textures::{MapUse, TextureStore};
use crate::uniforms::{MaterialUniforms, UvTransform};
use glam::{Vec2, Vec4};
use scene::{AlphaMode, Material, Scene, TextureRef};
use wgpu::util::DeviceExt;

/// The five maps in the shader's order, with what each reads.
pub(crate) fn maps(material: &Material) -> [(Option<TextureRef>, MapUse, SurfaceKey); crate::layouts::N_MAPS] {
    [
        (material.base_color_texture, MapUse::Color, SurfaceKey::BASE_COLOR_MAP),
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
    let simple = !rest_differ && first.is_none_or(|map| map.uv_set == 0);
    key.with_if(!simple, SurfaceKey::UV_PER_MAP)
        .with_if(material.clearcoat.factor > 0.0, SurfaceKey::CLEARCOAT)
        .with_if(material.unlit, SurfaceKey::UNLIT)
        .with_if(material.double_sided, SurfaceKey::DOUBLE_SIDED)
        .with_if(matches!(material.alpha_mode, AlphaMode::Mask { .. }), SurfaceKey::ALPHA_MASK)
        .with_if(material.alpha_mode == AlphaMode::Blend, SurfaceKey::ALPHA_BLEND)
}

/// Whether reflections are so blurred that the light which falls on a place says enough about them.
pub(crate) fn is_rough(material: &Material) -> bool {
    let dull = material.metallic < 0.1 && material.roughness > 0.65 && material.metallic_roughness_texture.is_none();
    dull && material.clearcoat.factor == 0.0
}

/// A bind group for a material of `scene`; `replaced` stands in for its base colour or emissive map (a screen drawn anew).
pub(crate) fn bind_group(
    gpu: &crate::Gpu,
    layouts: &Layouts,
    scene_textures: &[scene::Texture],
    material: &Material,
    textures: &mut TextureStore,
    replaced: Option<(SurfaceKey, &wgpu::TextureView)>,
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
            (Some((screen, view)), _) if screen == switch => view.clone(),
            (_, Some(texture)) => textures.view(texture.image, map_use).clone(),
            (_, None) => textures.white.clone(),
        };
        (view, sampler)
    });
    let mut entries = vec![wgpu::BindGroupEntry { binding: 0, resource: uniforms.as_entire_binding() }];
    for (i, (view, sampler)) in bound.iter().enumerate() {
        let binding = 1 + 2 * i as u32;
        entries.push(wgpu::BindGroupEntry { binding, resource: wgpu::BindingResource::TextureView(view) });
        entries.push(wgpu::BindGroupEntry { binding: binding + 1, resource: wgpu::BindingResource::Sampler(sampler) });
    }
    gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some(&material.name),
        layout: &layouts.material,
        entries: &entries,
    })
}

/// Images the scene's materials use, each with its uses.
pub(crate) fn image_uses(scene: &Scene) -> Vec<(usize, Vec<MapUse>)> {
    let mut uses = vec![Vec::new(); scene.images.len()];
    for (map, map_use, _) in scene.materials.iter().flat_map(maps) {
        if let Some(map) = map {
            let of_image: &mut Vec<MapUse> = &mut uses[scene.textures[map.texture].image];
            if !of_image.contains(&map_use) {
                of_image.push(map_use);
            }
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
        padding: [0.0; 2],
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
    const IDENTITY: Self = Self { u_row: Vec4::X, v_row: Vec4::Y };

    /// KHR_texture_transform: translation * rotation * scale.
    fn of(map: &TextureRef) -> Self {
        let (sin, cos) = map.rotation.sin_cos();
        let u = Vec2::new(cos, sin) * map.scale;
        let v = Vec2::new(-sin, cos) * map.scale;
        let uv_set = map.uv_set as f32;
        Self { u_row: Vec4::new(u.x, u.y, map.offset.x, uv_set), v_row: Vec4::new(v.x, v.y, map.offset.y, 0.0) }
    }
}
