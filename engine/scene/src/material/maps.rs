//! The places of a material where a texture can be.

use crate::{Material, TextureRef};

/// One place for a texture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapSlot {
    BaseColor,
    MetallicRoughness,
    Normal,
    Occlusion,
    Emissive,
    Clearcoat,
    ClearcoatRoughness,
    ClearcoatNormal,
    Transmission,
    Thickness,
    Specular,
    SpecularColor,
    SheenColor,
    SheenRoughness,
    Iridescence,
    IridescenceThickness,
    Anisotropy,
}

impl MapSlot {
    pub const ALL: [Self; 17] = [
        Self::BaseColor,
        Self::MetallicRoughness,
        Self::Normal,
        Self::Occlusion,
        Self::Emissive,
        Self::Clearcoat,
        Self::ClearcoatRoughness,
        Self::ClearcoatNormal,
        Self::Transmission,
        Self::Thickness,
        Self::Specular,
        Self::SpecularColor,
        Self::SheenColor,
        Self::SheenRoughness,
        Self::Iridescence,
        Self::IridescenceThickness,
        Self::Anisotropy,
    ];

    /// Whether its colours are sRGB; otherwise its numbers are linear.
    pub fn is_srgb(self) -> bool {
        matches!(self, Self::BaseColor | Self::Emissive | Self::SpecularColor | Self::SheenColor)
    }
}

impl Material {
    pub fn map(&self, slot: MapSlot) -> Option<TextureRef> {
        match slot {
            MapSlot::BaseColor => self.base_color_texture,
            MapSlot::MetallicRoughness => self.metallic_roughness_texture,
            MapSlot::Normal => self.normal_texture,
            MapSlot::Occlusion => self.occlusion_texture,
            MapSlot::Emissive => self.emissive_texture,
            MapSlot::Clearcoat => self.clearcoat.texture,
            MapSlot::ClearcoatRoughness => self.clearcoat.roughness_texture,
            MapSlot::ClearcoatNormal => self.clearcoat.normal_texture,
            MapSlot::Transmission => self.transmission.texture,
            MapSlot::Thickness => self.volume.thickness_texture,
            MapSlot::Specular => self.specular.texture,
            MapSlot::SpecularColor => self.specular.color_texture,
            MapSlot::SheenColor => self.sheen.color_texture,
            MapSlot::SheenRoughness => self.sheen.roughness_texture,
            MapSlot::Iridescence => self.iridescence.texture,
            MapSlot::IridescenceThickness => self.iridescence.thickness_texture,
            MapSlot::Anisotropy => self.anisotropy.texture,
        }
    }

    pub fn map_mut(&mut self, slot: MapSlot) -> &mut Option<TextureRef> {
        match slot {
            MapSlot::BaseColor => &mut self.base_color_texture,
            MapSlot::MetallicRoughness => &mut self.metallic_roughness_texture,
            MapSlot::Normal => &mut self.normal_texture,
            MapSlot::Occlusion => &mut self.occlusion_texture,
            MapSlot::Emissive => &mut self.emissive_texture,
            MapSlot::Clearcoat => &mut self.clearcoat.texture,
            MapSlot::ClearcoatRoughness => &mut self.clearcoat.roughness_texture,
            MapSlot::ClearcoatNormal => &mut self.clearcoat.normal_texture,
            MapSlot::Transmission => &mut self.transmission.texture,
            MapSlot::Thickness => &mut self.volume.thickness_texture,
            MapSlot::Specular => &mut self.specular.texture,
            MapSlot::SpecularColor => &mut self.specular.color_texture,
            MapSlot::SheenColor => &mut self.sheen.color_texture,
            MapSlot::SheenRoughness => &mut self.sheen.roughness_texture,
            MapSlot::Iridescence => &mut self.iridescence.texture,
            MapSlot::IridescenceThickness => &mut self.iridescence.thickness_texture,
            MapSlot::Anisotropy => &mut self.anisotropy.texture,
        }
    }

    /// The textures that are there, each with its place.
    pub fn maps(&self) -> impl Iterator<Item = (MapSlot, TextureRef)> {
        MapSlot::ALL.into_iter().filter_map(|slot| Some((slot, self.map(slot)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec2;

    #[test]
    fn every_slot_is_a_place_of_its_own() {
        let mut material = Material::default();
        for (texture, slot) in MapSlot::ALL.into_iter().enumerate() {
            *material.map_mut(slot) =
                Some(TextureRef { texture, uv_set: 0, offset: Vec2::ZERO, rotation: 0.0, scale: Vec2::ONE });
        }
        let found: Vec<usize> = material.maps().map(|(_, map)| map.texture).collect();
        assert_eq!(found, (0..MapSlot::ALL.len()).collect::<Vec<_>>());
    }
}
