//! Values of a scene that clips may animate besides how nodes stand (KHR_animation_pointer).
//!
//! Does not know time. Start at [`Property::write`].

use crate::{LightKind, MapSlot, Material, NodeIdx, Projection, Scene};
use std::slice::from_mut;

/// One value; indices are the scene's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Property {
    /// 0 hides the subtree.
    NodeVisible(NodeIdx),
    MorphWeight {
        node: NodeIdx,
        target: usize,
    },
    Material(usize, MaterialValue),
    Map(usize, MapSlot, MapValue),
    Light(usize, LightValue),
    Camera(usize, CameraValue),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MaterialValue {
    BaseColor,
    Metallic,
    Roughness,
    NormalScale,
    OcclusionStrength,
    Emissive,
    AlphaCutoff,
    Clearcoat,
    ClearcoatRoughness,
    ClearcoatNormalScale,
    Transmission,
    Thickness,
    AttenuationDistance,
    AttenuationColor,
    Ior,
    Specular,
    SpecularColor,
    SheenColor,
    SheenRoughness,
    Iridescence,
    IridescenceIor,
    IridescenceThicknessMin,
    IridescenceThicknessMax,
    AnisotropyStrength,
    AnisotropyRotation,
    Dispersion,
}

/// Of a texture's transform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapValue {
    Offset,
    Rotation,
    Scale,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LightValue {
    Color,
    Intensity,
    Range,
    SpotInner,
    SpotOuter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CameraValue {
    FovY,
    Aspect,
    HalfWidth,
    HalfHeight,
    Near,
    Far,
}

impl Property {
    /// How many numbers it is made of, 1 to 4.
    pub fn n_numbers(self) -> usize {
        use MaterialValue as M;
        match self {
            Self::Material(_, M::BaseColor) => 4,
            Self::Material(_, M::Emissive | M::AttenuationColor | M::SpecularColor | M::SheenColor) => 3,
            Self::Light(_, LightValue::Color) => 3,
            Self::Map(_, _, MapValue::Offset | MapValue::Scale) => 2,
            _ => 1,
        }
    }

    /// Whether the scene has it.
    pub fn is_in(self, scene: &Scene) -> bool {
        match self {
            Self::NodeVisible(node) => node < scene.nodes.len(),
            Self::MorphWeight { node, target } => {
                let mesh = scene.nodes.get(node).and_then(|node| node.mesh);
                mesh.is_some_and(|mesh| target < scene.meshes[mesh].n_morph_targets())
            }
            Self::Material(material, _) | Self::Map(material, ..) => material < scene.materials.len(),
            Self::Light(light, _) => light < scene.lights.len(),
            Self::Camera(camera, _) => camera < scene.cameras.len(),
        }
    }

    /// Sets it, from as many numbers as it is made of; nothing where the scene does not have it.
    pub fn write(self, scene: &mut Scene, numbers: &[f32]) {
        if let Self::NodeVisible(node) = self {
            if let (Some(node), Some(number)) = (scene.nodes.get_mut(node), numbers.first()) {
                node.visible = *number >= 0.5;
            }
            return;
        }
        if let Some(place) = self.place(scene) {
            place.iter_mut().zip(numbers).for_each(|(place, number)| *place = *number);
        }
    }

    fn place(self, scene: &mut Scene) -> Option<&mut [f32]> {
        match self {
            Self::NodeVisible(_) => None,
            Self::MorphWeight { node, target } => {
                let mesh = &scene.meshes[scene.nodes.get(node)?.mesh?];
                let weights = &mut scene.nodes[node].morph_weights;
                if weights.is_empty() {
                    weights.clone_from(&mesh.morph_weights);
                }
                weights.get_mut(target).map(from_mut)
            }
            Self::Material(material, value) => of_material(scene.materials.get_mut(material)?, value),
            Self::Map(material, slot, value) => {
                let map = scene.materials.get_mut(material)?.map_mut(slot).as_mut()?;
                Some(match value {
                    MapValue::Offset => map.offset.as_mut(),
                    MapValue::Rotation => from_mut(&mut map.rotation),
                    MapValue::Scale => map.scale.as_mut(),
                })
            }
            Self::Light(light, value) => {
                let light = scene.lights.get_mut(light)?;
                Some(match (value, &mut light.kind) {
                    (LightValue::Color, _) => light.color.as_mut(),
                    (LightValue::Intensity, _) => from_mut(&mut light.intensity),
                    (LightValue::Range, _) => from_mut(light.range_m.get_or_insert(0.0)),
                    (LightValue::SpotInner, LightKind::Spot { inner, .. }) => from_mut(inner),
                    (LightValue::SpotOuter, LightKind::Spot { outer, .. }) => from_mut(outer),
                    _ => return None,
                })
            }
            Self::Camera(camera, value) => {
                let camera = scene.cameras.get_mut(camera)?;
                Some(match (value, &mut camera.projection) {
                    (CameraValue::FovY, Projection::Perspective { fov_y, .. }) => from_mut(fov_y),
                    (CameraValue::Aspect, Projection::Perspective { aspect, .. }) => from_mut(aspect.get_or_insert(1.0)),
                    (CameraValue::HalfWidth, Projection::Orthographic { half_width_m, .. }) => from_mut(half_width_m),
                    (CameraValue::HalfHeight, Projection::Orthographic { half_height_m, .. }) => from_mut(half_height_m),
                    (CameraValue::Near, _) => from_mut(&mut camera.near_m),
                    (CameraValue::Far, _) => from_mut(camera.far_m.get_or_insert(0.0)),
                    _ => return None,
                })
            }
        }
    }
}

fn of_material(material: &mut Material, value: MaterialValue) -> Option<&mut [f32]> {
    use MaterialValue as M;
    Some(match value {
        M::BaseColor => return Some(material.base_color.as_mut()),
        M::Emissive => return Some(material.emissive.as_mut()),
        M::AttenuationColor => return Some(material.volume.attenuation_color.as_mut()),
        M::SpecularColor => return Some(material.specular.color.as_mut()),
        M::SheenColor => return Some(material.sheen.color.as_mut()),
        M::AlphaCutoff => match &mut material.alpha_mode {
            crate::AlphaMode::Mask { cutoff } => from_mut(cutoff),
            _ => return None,
        },
        M::Metallic => from_mut(&mut material.metallic),
        M::Roughness => from_mut(&mut material.roughness),
        M::NormalScale => from_mut(&mut material.normal_scale),
        M::OcclusionStrength => from_mut(&mut material.occlusion_strength),
        M::Clearcoat => from_mut(&mut material.clearcoat.factor),
        M::ClearcoatRoughness => from_mut(&mut material.clearcoat.roughness),
        M::ClearcoatNormalScale => from_mut(&mut material.clearcoat.normal_scale),
        M::Transmission => from_mut(&mut material.transmission.factor),
        M::Thickness => from_mut(&mut material.volume.thickness_m),
        M::AttenuationDistance => from_mut(&mut material.volume.attenuation_distance_m),
        M::Ior => from_mut(&mut material.ior),
        M::Specular => from_mut(&mut material.specular.factor),
        M::SheenRoughness => from_mut(&mut material.sheen.roughness),
        M::Iridescence => from_mut(&mut material.iridescence.factor),
        M::IridescenceIor => from_mut(&mut material.iridescence.ior),
        M::IridescenceThicknessMin => from_mut(&mut material.iridescence.thickness_min_nm),
        M::IridescenceThicknessMax => from_mut(&mut material.iridescence.thickness_max_nm),
        M::AnisotropyStrength => from_mut(&mut material.anisotropy.strength),
        M::AnisotropyRotation => from_mut(&mut material.anisotropy.rotation_rad),
        M::Dispersion => from_mut(&mut material.dispersion),
    })
}
