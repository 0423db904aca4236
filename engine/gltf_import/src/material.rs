//! Materials, with their extensions.

use crate::json::At;
use crate::{ImportError, Job};
use glam::{Vec2, Vec3, Vec4};
use scene::{AlphaMode, Material, TextureRef};

/// `texture_of_file` maps the file's textures to the scene's.
pub(crate) fn read(job: &mut Job, texture_of_file: &[Option<usize>]) -> Result<Vec<Material>, ImportError> {
    let written = job.root.objects("materials", job.limits.list_len)?;
    written.iter().map(|at| read_material(job, at, texture_of_file)).collect()
}

fn read_material(job: &mut Job, at: &At, texture_of_file: &[Option<usize>]) -> Result<Material, ImportError> {
    let mut texture = |at: &At, key: &str| read_texture(job, at, key, texture_of_file);
    let mut material = Material { name: at.name()?, ..Material::default() };
    if let Some(pbr) = at.object("pbrMetallicRoughness")? {
        material.base_color = pbr.numbers("baseColorFactor")?.map_or(Vec4::ONE, Vec4::from_array).clamp(Vec4::ZERO, Vec4::ONE);
        material.base_color_texture = texture(&pbr, "baseColorTexture")?;
        material.metallic = pbr.number_or("metallicFactor", 1.0)?.clamp(0.0, 1.0);
        material.roughness = pbr.number_or("roughnessFactor", 1.0)?.clamp(0.0, 1.0);
        material.metallic_roughness_texture = texture(&pbr, "metallicRoughnessTexture")?;
    }
    if let Some(normal) = at.object("normalTexture")? {
        material.normal_texture = texture(at, "normalTexture")?;
        material.normal_scale = normal.number_or("scale", 1.0)?;
    }
    if let Some(occlusion) = at.object("occlusionTexture")? {
        material.occlusion_texture = texture(at, "occlusionTexture")?;
        material.occlusion_strength = occlusion.number_or("strength", 1.0)?.clamp(0.0, 1.0);
    }
    let emissive = at.numbers("emissiveFactor")?.map_or(Vec3::ZERO, Vec3::from_array).max(Vec3::ZERO);
    let strength = match at.extension("KHR_materials_emissive_strength")? {
        Some(extension) => extension.number_or("emissiveStrength", 1.0)?.max(0.0),
        None => 1.0,
    };
    material.emissive = (emissive * strength).min(Vec3::splat(f32::MAX));
    material.emissive_texture = texture(at, "emissiveTexture")?;
    if let Some(clearcoat) = at.extension("KHR_materials_clearcoat")? {
        material.clearcoat.factor = clearcoat.number_or("clearcoatFactor", 0.0)?.clamp(0.0, 1.0);
        material.clearcoat.roughness = clearcoat.number_or("clearcoatRoughnessFactor", 0.0)?.clamp(0.0, 1.0);
    }
    material.alpha_mode = match at.text("alphaMode")? {
        None | Some("OPAQUE") => AlphaMode::Opaque,
        Some("MASK") => AlphaMode::Mask { cutoff: at.number_or("alphaCutoff", 0.5)? },
        Some("BLEND") => AlphaMode::Blend,
        Some(other) => return at.fail(format!("`alphaMode` {other} is unknown")),
    };
    material.double_sided = at.flag_or("doubleSided", false)?;
    material.unlit = at.extension("KHR_materials_unlit")?.is_some();
    Ok(material)
}

fn read_texture(job: &mut Job, at: &At, key: &str, texture_of_file: &[Option<usize>]) -> Result<Option<TextureRef>, ImportError> {
    let Some(at) = at.object(key)? else { return Ok(None) };
    let Some(texture) = texture_of_file[at.need("index")?.index(texture_of_file.len(), "texture")?] else { return Ok(None) };
    let mut uv_set = at.whole_or("texCoord", 0)?;
    let (mut offset, mut rotation, mut scale) = (Vec2::ZERO, 0.0, Vec2::ONE);
    if let Some(transform) = at.extension("KHR_texture_transform")? {
        offset = transform.numbers("offset")?.map_or(Vec2::ZERO, Vec2::from_array);
        rotation = transform.number_or("rotation", 0.0)?;
        scale = transform.numbers("scale")?.map_or(Vec2::ONE, Vec2::from_array);
        uv_set = transform.whole_or("texCoord", uv_set)?;
    }
    if uv_set > 1 {
        job.warn(&at, format!("uses texture coordinates {uv_set}; only 0 and 1 are read, so the texture was left out"));
        return Ok(None);
    }
    Ok(Some(TextureRef { texture, uv_set: uv_set as u32, offset, rotation, scale }))
}
