//! What materials may add to metal and roughness: which of their textures are bound where, and their numbers as the shader reads them.
//!
//! A shader stage has room for six textures more (WebGL2 allows sixteen in all). A texture that serves two purposes, such as sheen
//! colour and roughness, takes one place; of more than six the last in [`PLACES`] are left out, as if they were not there.
//! Start at [`LayerMaps::of`].

use crate::textures::MapUse;
use crate::uniforms::{LayerUniforms, UvTransform};
use scene::{MapSlot, Material, TextureRef};
use std::fmt::Write;

pub(crate) const N_LAYER_MAPS: usize = 6;

/// Textures of layers with the shader's name for each, those first that show most.
const PLACES: [(MapSlot, &str); 12] = [
    (MapSlot::Transmission, "transmission_map"),
    (MapSlot::ClearcoatNormal, "clearcoat_normal_map"),
    (MapSlot::SheenColor, "sheen_color_map"),
    (MapSlot::SpecularColor, "specular_color_map"),
    (MapSlot::Clearcoat, "clearcoat_map"),
    (MapSlot::Anisotropy, "anisotropy_map"),
    (MapSlot::Iridescence, "iridescence_map"),
    (MapSlot::IridescenceThickness, "iridescence_thickness_map"),
    (MapSlot::Thickness, "thickness_map"),
    (MapSlot::ClearcoatRoughness, "clearcoat_roughness_map"),
    (MapSlot::Specular, "specular_map"),
    (MapSlot::SheenRoughness, "sheen_roughness_map"),
];

/// For each of [`PLACES`]: 0 for none, else one more than the number of its texture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct LayerMaps([u8; PLACES.len()]);

impl LayerMaps {
    /// The places, and the textures to bind in their order, six at most.
    pub fn of(material: &Material) -> (Self, Vec<(TextureRef, MapUse)>) {
        let (mut maps, mut bound) = (Self::default(), Vec::new());
        for (number, (slot, _)) in maps.0.iter_mut().zip(PLACES) {
            let Some(map) = material.map(slot).filter(|_| is_there(material, slot)) else { continue };
            let wanted = (map, use_of(slot));
            let place = bound.iter().position(|other| *other == wanted);
            if place.is_none() && bound.len() == N_LAYER_MAPS {
                continue;
            }
            *number = 1 + place.unwrap_or(bound.len()) as u8;
            if place.is_none() {
                bound.push(wanted);
            }
        }
        (maps, bound)
    }

    /// The functions of layers.wgsl that read these textures; where there is none, a value that changes nothing.
    pub fn functions(self) -> String {
        let mut out = String::from("\n");
        for (number, (slot, name)) in self.0.into_iter().zip(PLACES) {
            let nothing = if slot == MapSlot::Anisotropy { "vec4f(1.0, 0.5, 1.0, 1.0)" } else { "vec4f(1.0)" };
            let value = match number.checked_sub(1) {
                Some(i) => {
                    let texel = format!("textureSample(layer_map_{i}, layer_sampler_{i}, transformed(uv, layers.uv[{i}]))");
                    if use_of(slot) == MapUse::Color { format!("color_of({texel})") } else { texel }
                }
                None => nothing.into(),
            };
            // Writing to a string cannot fail.
            let _ = write!(out, "fn {name}(uv: vec4f) -> vec4f {{\n    return {value};\n}}\n\n");
        }
        out
    }

    pub fn has(self, slot: MapSlot) -> bool {
        self.0.into_iter().zip(PLACES).any(|(number, (place, _))| place == slot && number > 0)
    }
}

/// Whether the layer of a texture changes anything.
fn is_there(material: &Material, slot: MapSlot) -> bool {
    match slot {
        MapSlot::Clearcoat | MapSlot::ClearcoatRoughness | MapSlot::ClearcoatNormal => material.clearcoat.factor > 0.0,
        MapSlot::Transmission => material.transmission.factor > 0.0,
        MapSlot::Thickness => has_volume(material),
        MapSlot::SheenColor | MapSlot::SheenRoughness => has_sheen(material),
        MapSlot::Iridescence | MapSlot::IridescenceThickness => material.iridescence.factor > 0.0,
        MapSlot::Anisotropy => material.anisotropy.strength > 0.0,
        _ => true,
    }
}

pub(crate) fn has_sheen(material: &Material) -> bool {
    material.sheen.color.max_element() > 0.0
}

pub(crate) fn has_volume(material: &Material) -> bool {
    material.transmission.factor > 0.0 && material.volume.thickness_m > 0.0
}

/// Whether what is no metal mirrors in a tint, or as a texture says; how much it mirrors is part of every material.
pub(crate) fn has_specular(material: &Material) -> bool {
    let specular = &material.specular;
    let is_tinted = specular.color.min_element() != specular.color.max_element();
    is_tinted || specular.texture.is_some() || specular.color_texture.is_some()
}

/// Four channels wherever two purposes may share a picture.
fn use_of(slot: MapSlot) -> MapUse {
    match slot {
        MapSlot::ClearcoatNormal => MapUse::Normal,
        MapSlot::SheenColor | MapSlot::SheenRoughness | MapSlot::SpecularColor | MapSlot::Specular => MapUse::Color,
        _ => MapUse::Numbers,
    }
}

/// Of light that falls straight on what is not metal, the share that is mirrored.
pub(crate) fn dielectric_f0(material: &Material) -> f32 {
    ((material.ior - 1.0) / (material.ior + 1.0)).powi(2)
}

pub(crate) fn uniforms(material: &Material) -> LayerUniforms {
    let (_, maps) = LayerMaps::of(material);
    let mut uv = [UvTransform::IDENTITY; N_LAYER_MAPS];
    for (transform, (map, _)) in uv.iter_mut().zip(&maps) {
        *transform = UvTransform::of(map);
    }
    let (volume, iridescence, anisotropy) = (&material.volume, &material.iridescence, &material.anisotropy);
    let (sin, cos) = anisotropy.rotation_rad.sin_cos();
    LayerUniforms {
        specular_color: material.specular.color,
        specular: material.specular.factor,
        sheen_color: material.sheen.color,
        sheen_roughness: material.sheen.roughness,
        // The shader takes its logarithm.
        attenuation_color: volume.attenuation_color.max(glam::Vec3::splat(1e-6)),
        inverse_attenuation_distance: 1.0 / volume.attenuation_distance_m,
        transmission: material.transmission.factor,
        thickness: volume.thickness_m,
        ior: material.ior,
        dispersion: material.dispersion,
        iridescence: iridescence.factor,
        film_ior: iridescence.ior,
        film_min_nm: iridescence.thickness_min_nm,
        film_max_nm: iridescence.thickness_max_nm,
        grain: glam::Vec3::new(anisotropy.strength, cos, sin),
        clearcoat_normal_scale: material.clearcoat.normal_scale,
        dielectric_f0: dielectric_f0(material),
        padding: [0.0; 3],
        uv,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::{Vec2, Vec3};

    fn map(texture: usize) -> Option<TextureRef> {
        Some(TextureRef { texture, uv_set: 0, offset: Vec2::ZERO, rotation: 0.0, scale: Vec2::ONE })
    }

    #[test]
    fn one_texture_for_two_purposes_takes_one_place() {
        let sheen = scene::Sheen { color: Vec3::ONE, color_texture: map(3), roughness: 1.0, roughness_texture: map(3) };
        let material = Material { sheen, ..Material::default() };
        let (maps, bound) = LayerMaps::of(&material);
        assert_eq!(bound.len(), 1);
        assert!(maps.has(MapSlot::SheenColor) && maps.has(MapSlot::SheenRoughness) && !maps.has(MapSlot::Specular));
    }

    #[test]
    fn no_material_binds_more_than_there_is_room_for() {
        let mut material = Material::default();
        for (texture, slot) in MapSlot::ALL.into_iter().enumerate() {
            *material.map_mut(slot) = map(texture);
        }
        material.clearcoat.factor = 1.0;
        material.transmission.factor = 1.0;
        material.volume.thickness_m = 1.0;
        material.sheen.color = Vec3::ONE;
        material.iridescence.factor = 1.0;
        material.anisotropy.strength = 1.0;
        let (maps, bound) = LayerMaps::of(&material);
        assert_eq!(bound.len(), N_LAYER_MAPS);
        assert!(maps.has(MapSlot::Transmission) && !maps.has(MapSlot::SheenRoughness));
    }

    #[test]
    fn textures_of_layers_that_are_not_there_are_not_bound() {
        let mut material = Material::default();
        material.clearcoat.texture = map(0);
        assert!(LayerMaps::of(&material).1.is_empty());
    }
}
