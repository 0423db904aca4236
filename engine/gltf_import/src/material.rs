//! Materials: metallic-roughness here, the layers of extensions in `layers`.

mod layers;

use crate::json::At;
use crate::{ImportError, Job};
use glam::{Vec2, Vec3, Vec4};
use scene::{AlphaMode, Material, TextureRef};

/// `texture_of_file` maps the file's textures to the scene's.
pub(crate) fn read(job: &mut Job, texture_of_file: &[Option<usize>]) -> Result<Vec<Material>, ImportError> {
    let mut materials = Vec::new();
    for at in job.root.objects("materials", job.limits.list_len)? {
        let material = Reader { job, texture_of_file }.material(&at);
        materials.push(job.or(material, Material::default)?);
    }
    Ok(materials)
}

struct Reader<'r, 'j> {
    job: &'r mut Job<'j>,
    texture_of_file: &'r [Option<usize>],
}

impl Reader<'_, '_> {
    fn material(&mut self, at: &At) -> Result<Material, ImportError> {
        let mut material = Material { name: at.name()?, ..Material::default() };
        if let Some(pbr) = at.object("pbrMetallicRoughness")? {
            material.base_color =
                pbr.numbers("baseColorFactor")?.map_or(Vec4::ONE, Vec4::from_array).clamp(Vec4::ZERO, Vec4::ONE);
            material.base_color_texture = self.texture(&pbr, "baseColorTexture")?;
            material.metallic = pbr.number_or("metallicFactor", 1.0)?.clamp(0.0, 1.0);
            material.roughness = pbr.number_or("roughnessFactor", 1.0)?.clamp(0.0, 1.0);
            material.metallic_roughness_texture = self.texture(&pbr, "metallicRoughnessTexture")?;
        }
        if let Some(normal) = at.object("normalTexture")? {
            material.normal_texture = self.texture(at, "normalTexture")?;
            material.normal_scale = normal.number_or("scale", 1.0)?;
        }
        if let Some(occlusion) = at.object("occlusionTexture")? {
            material.occlusion_texture = self.texture(at, "occlusionTexture")?;
            material.occlusion_strength = occlusion.number_or("strength", 1.0)?.clamp(0.0, 1.0);
        }
        let (emissive, strength) = emission(at)?;
        material.emissive = (emissive * strength).min(Vec3::splat(f32::MAX));
        material.emissive_texture = self.texture(at, "emissiveTexture")?;
        self.layers(at, &mut material)?;
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

    fn texture(&mut self, at: &At, key: &str) -> Result<Option<TextureRef>, ImportError> {
        let Some(at) = at.object(key)? else { return Ok(None) };
        let of_file = self.texture_of_file;
        let Some(texture) = of_file[at.need("index")?.index(of_file.len(), "texture")?] else { return Ok(None) };
        let mut uv_set = at.whole_or("texCoord", 0)?;
        let (mut offset, mut rotation, mut scale) = (Vec2::ZERO, 0.0, Vec2::ONE);
        if let Some(transform) = at.extension("KHR_texture_transform")? {
            offset = transform.numbers("offset")?.map_or(Vec2::ZERO, Vec2::from_array);
            rotation = transform.number_or("rotation", 0.0)?;
            scale = transform.numbers("scale")?.map_or(Vec2::ONE, Vec2::from_array);
            uv_set = transform.whole_or("texCoord", uv_set)?;
        }
        if uv_set > 1 {
            let what = format!("uses texture coordinates {uv_set}; only 0 and 1 are read, so the texture was left out");
            self.job.warn(&at, what);
            return Ok(None);
        }
        Ok(Some(TextureRef { texture, uv_set: uv_set as u32, offset, rotation, scale }))
    }
}

/// The colour that a material sends out, and what its strength makes of it.
pub(crate) fn emission(at: &At) -> Result<(Vec3, f32), ImportError> {
    let emissive = at.numbers("emissiveFactor")?.map_or(Vec3::ZERO, Vec3::from_array).max(Vec3::ZERO);
    let strength = match at.extension("KHR_materials_emissive_strength")? {
        Some(extension) => extension.number_or("emissiveStrength", 1.0)?.max(0.0),
        None => 1.0,
    };
    Ok((emissive, strength))
}
