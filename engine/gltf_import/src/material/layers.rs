//! The layers of KHR_materials_*: what is out of an extension's range is brought into it.

use super::Reader;
use crate::ImportError;
use crate::json::At;
use glam::Vec3;
use scene::Material;

impl Reader<'_, '_> {
    pub(super) fn layers(&mut self, at: &At, material: &mut Material) -> Result<(), ImportError> {
        self.surface_layers(at, material)?;
        self.inner_layers(at, material)?;
        if let Some(layer) = at.extension("KHR_materials_iridescence")? {
            let into = &mut material.iridescence;
            into.factor = share(&layer, "iridescenceFactor", 0.0)?;
            into.texture = self.texture(&layer, "iridescenceTexture")?;
            into.ior = layer.number_or("iridescenceIor", 1.3)?.max(1.0);
            into.thickness_min_nm = layer.number_or("iridescenceThicknessMinimum", 100.0)?.max(0.0);
            into.thickness_max_nm = layer.number_or("iridescenceThicknessMaximum", 400.0)?.max(0.0);
            into.thickness_texture = self.texture(&layer, "iridescenceThicknessTexture")?;
        }
        if let Some(layer) = at.extension("KHR_materials_anisotropy")? {
            material.anisotropy.strength = share(&layer, "anisotropyStrength", 0.0)?;
            material.anisotropy.rotation_rad = layer.number_or("anisotropyRotation", 0.0)?;
            material.anisotropy.texture = self.texture(&layer, "anisotropyTexture")?;
        }
        Ok(())
    }

    fn surface_layers(&mut self, at: &At, material: &mut Material) -> Result<(), ImportError> {
        if let Some(layer) = at.extension("KHR_materials_clearcoat")? {
            let into = &mut material.clearcoat;
            into.factor = share(&layer, "clearcoatFactor", 0.0)?;
            into.texture = self.texture(&layer, "clearcoatTexture")?;
            into.roughness = share(&layer, "clearcoatRoughnessFactor", 0.0)?;
            into.roughness_texture = self.texture(&layer, "clearcoatRoughnessTexture")?;
            into.normal_texture = self.texture(&layer, "clearcoatNormalTexture")?;
            if let Some(normal) = layer.object("clearcoatNormalTexture")? {
                into.normal_scale = normal.number_or("scale", 1.0)?;
            }
        }
        if let Some(layer) = at.extension("KHR_materials_sheen")? {
            let into = &mut material.sheen;
            into.color = color(&layer, "sheenColorFactor", Vec3::ZERO)?.min(Vec3::ONE);
            into.color_texture = self.texture(&layer, "sheenColorTexture")?;
            into.roughness = share(&layer, "sheenRoughnessFactor", 0.0)?;
            into.roughness_texture = self.texture(&layer, "sheenRoughnessTexture")?;
        }
        if let Some(layer) = at.extension("KHR_materials_specular")? {
            let into = &mut material.specular;
            into.factor = share(&layer, "specularFactor", 1.0)?;
            into.texture = self.texture(&layer, "specularTexture")?;
            into.color = color(&layer, "specularColorFactor", Vec3::ONE)?;
            into.color_texture = self.texture(&layer, "specularColorTexture")?;
        }
        Ok(())
    }

    fn inner_layers(&mut self, at: &At, material: &mut Material) -> Result<(), ImportError> {
        if let Some(layer) = at.extension("KHR_materials_transmission")? {
            material.transmission.factor = share(&layer, "transmissionFactor", 0.0)?;
            material.transmission.texture = self.texture(&layer, "transmissionTexture")?;
        }
        if let Some(layer) = at.extension("KHR_materials_volume")? {
            let into = &mut material.volume;
            into.thickness_m = layer.number_or("thicknessFactor", 0.0)?.max(0.0);
            into.thickness_texture = self.texture(&layer, "thicknessTexture")?;
            into.attenuation_color = color(&layer, "attenuationColor", Vec3::ONE)?.min(Vec3::ONE);
            match layer.number("attenuationDistance")? {
                Some(distance_m) if distance_m > 0.0 => into.attenuation_distance_m = distance_m,
                Some(_) => self.job.warn(&layer, "`attenuationDistance` must be above 0; nothing is swallowed"),
                None => {}
            }
        }
        if let Some(layer) = at.extension("KHR_materials_ior")? {
            let ior = layer.number_or("ior", 1.5)?;
            if ior == 0.0 || ior >= 1.0 {
                material.ior = ior;
            } else {
                self.job.warn(&layer, format!("`ior` {ior} is neither 0 nor 1 or above; 1.5 stands in for it"));
            }
        }
        if let Some(layer) = at.extension("KHR_materials_dispersion")? {
            material.dispersion = layer.number_or("dispersion", 0.0)?.max(0.0);
        }
        Ok(())
    }
}

fn share(at: &At, key: &str, otherwise: f32) -> Result<f32, ImportError> {
    Ok(at.number_or(key, otherwise)?.clamp(0.0, 1.0))
}

fn color(at: &At, key: &str, otherwise: Vec3) -> Result<Vec3, ImportError> {
    Ok(at.numbers(key)?.map_or(otherwise, Vec3::from_array).max(Vec3::ZERO))
}
