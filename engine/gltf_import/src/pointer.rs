//! KHR_animation_pointer: clips that move anything which has a place in the file.
//!
//! A pointer that means nothing here is a warning with its name. Start at [`read_channel`].

use crate::animation::{Moved, Sampler};
use crate::json::At;
use crate::material::emission;
use crate::{ImportError, Job};
use scene::{CameraValue, Interpolation, LightValue, MapSlot, MapValue, MaterialValue, NodeIdx, Property, Scene, ValueChannel};

/// Where a pointer leads.
enum Target {
    /// `translation`, `rotation`, `scale` or `weights` of a node.
    Node(NodeIdx, &'static str),
    /// All weights of a mesh: those of each node that has none of its own.
    Mesh(usize),
    /// One weight of a mesh, likewise.
    MeshWeight(usize, usize),
    Value(Property),
    /// What a material sends out is stored as colour times strength.
    Emissive(usize),
    EmissiveStrength(usize),
}

/// `target` is a channel's, whose path is `pointer`.
pub(crate) fn read_channel(
    job: &mut Job,
    target: &At,
    sampler: &At,
    scene: &Scene,
    n_nodes: usize,
) -> Result<Moved, ImportError> {
    let Some(extension) = target.extension("KHR_animation_pointer")? else { return target.fail("has no pointer") };
    let Some(pointer) = extension.text("pointer")? else { return extension.fail("has no `pointer`") };
    let Some(found) = find(pointer, scene, n_nodes) else {
        job.warn(&extension, format!("moves `{pointer}`, which is not supported or not there; it was left out"));
        return Ok(Moved::default());
    };
    let sampler = Sampler::read(job, sampler)?;
    let mut moved = Moved::default();
    match found {
        Target::Node(node, path) => moved.channels.push(sampler.channel(job, node, path)?),
        Target::Mesh(mesh) => {
            let n_targets = scene.meshes[mesh].n_morph_targets();
            let weights = sampler.values::<1>(job, Some(n_targets))?.into_iter().flatten().collect();
            let channel = scene::Channel {
                node: 0,
                times_secs: sampler.times_secs,
                interpolation: sampler.interpolation,
                keys: scene::Keys::MorphWeights(weights),
            };
            for node in wearers(scene, mesh) {
                spend_copy(job, &extension, channel.times_secs.len() * (n_targets + 1))?;
                moved.channels.push(scene::Channel { node, ..channel.clone() });
            }
        }
        Target::MeshWeight(mesh, target) => {
            let keys = numbers(job, &sampler, 1)?;
            for node in wearers(scene, mesh) {
                spend_copy(job, &extension, keys.len() * 2)?;
                moved.values.push(value(&sampler, Property::MorphWeight { node, target }, keys.clone()));
            }
        }
        Target::Value(property) => {
            let keys = numbers(job, &sampler, property.n_numbers())?;
            moved.values.push(value(&sampler, property, keys));
        }
        Target::Emissive(material) => {
            let (_, strength) = emission(&job.objects("materials")?[material])?;
            let keys = numbers(job, &sampler, 3)?.into_iter().map(|key| key * strength).collect();
            moved.values.push(value(&sampler, Property::Material(material, MaterialValue::Emissive), keys));
        }
        Target::EmissiveStrength(material) => {
            let (color, _) = emission(&job.objects("materials")?[material])?;
            let keys = numbers(job, &sampler, 1)?.into_iter().flat_map(|key| (color * key).to_array()).collect();
            moved.values.push(value(&sampler, Property::Material(material, MaterialValue::Emissive), keys));
        }
    }
    let sound = |channel: &ValueChannel| channel.keys.iter().all(|key| key.is_finite());
    if !moved.values.iter().all(sound) {
        return sampler_fail(&extension);
    }
    Ok(moved)
}

fn sampler_fail<T>(at: &At) -> Result<T, ImportError> {
    at.fail("its values become larger than numbers can be")
}

fn wearers(scene: &Scene, mesh: usize) -> impl Iterator<Item = NodeIdx> {
    let wears = move |(_, node): &(usize, &scene::Node)| node.mesh == Some(mesh) && node.morph_weights.is_empty();
    scene.nodes.iter().enumerate().filter(wears).map(|(node, _)| node)
}

fn spend_copy(job: &mut Job, at: &At, n_floats: usize) -> Result<(), ImportError> {
    job.decoded.spend(&at.place, n_floats as u64 * 4)
}

fn value(sampler: &Sampler, property: Property, mut keys: Vec<f32>) -> ValueChannel {
    let mut interpolation = sampler.interpolation;
    if matches!(property, Property::NodeVisible(_)) && interpolation != Interpolation::Step {
        // There is nothing between seen and not seen.
        if interpolation == Interpolation::Cubic {
            keys = keys.as_chunks::<3>().0.iter().map(|key| key[1]).collect();
        }
        interpolation = Interpolation::Step;
    }
    ValueChannel { property, times_secs: sampler.times_secs.clone(), interpolation, keys }
}

fn numbers(job: &mut Job, sampler: &Sampler, n_numbers: usize) -> Result<Vec<f32>, ImportError> {
    Ok(match n_numbers {
        2 => sampler.values::<2>(job, Some(1))?.into_iter().flatten().collect(),
        3 => sampler.values::<3>(job, Some(1))?.into_iter().flatten().collect(),
        4 => sampler.values::<4>(job, Some(1))?.into_iter().flatten().collect(),
        _ => sampler.values::<1>(job, Some(1))?.into_iter().flatten().collect(),
    })
}

/// None for what is not known, or not there.
fn find(pointer: &str, scene: &Scene, n_nodes: usize) -> Option<Target> {
    let mut parts = pointer.strip_prefix('/')?.splitn(3, '/');
    let (list, second, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let found = match list {
        "nodes" => of_node(index(second).filter(|node| *node < n_nodes)?, rest)?,
        "meshes" => {
            let mesh = index(second).filter(|mesh| *mesh < scene.meshes.len())?;
            let n_targets = scene.meshes[mesh].n_morph_targets();
            match rest.strip_prefix("weights")? {
                "" if n_targets > 0 => Target::Mesh(mesh),
                one => Target::MeshWeight(mesh, index(one.strip_prefix('/')?).filter(|target| *target < n_targets)?),
            }
        }
        "materials" => of_material(index(second).filter(|material| *material < scene.materials.len())?, rest)?,
        "cameras" => Target::Value(Property::Camera(index(second)?, camera_value(rest)?)),
        "extensions" if second == "KHR_lights_punctual" => {
            let (light, value) = rest.strip_prefix("lights/")?.split_once('/')?;
            Target::Value(Property::Light(index(light)?, light_value(value)?))
        }
        _ => return None,
    };
    let is_there = match &found {
        Target::Value(Property::Map(material, slot, _)) => scene.materials[*material].map(*slot).is_some(),
        Target::Value(property) => property.is_in(scene),
        _ => true,
    };
    is_there.then_some(found)
}

fn index(text: &str) -> Option<usize> {
    text.parse().ok()
}

fn of_node(node: NodeIdx, rest: &str) -> Option<Target> {
    Some(match rest {
        "translation" => Target::Node(node, "translation"),
        "rotation" => Target::Node(node, "rotation"),
        "scale" => Target::Node(node, "scale"),
        "weights" => Target::Node(node, "weights"),
        "extensions/KHR_node_visibility/visible" => Target::Value(Property::NodeVisible(node)),
        _ => Target::Value(Property::MorphWeight { node, target: index(rest.strip_prefix("weights/")?)? }),
    })
}

fn of_material(material: usize, rest: &str) -> Option<Target> {
    match rest {
        "emissiveFactor" => return Some(Target::Emissive(material)),
        "extensions/KHR_materials_emissive_strength/emissiveStrength" => return Some(Target::EmissiveStrength(material)),
        _ => {}
    }
    if let Some((map, value)) = rest.split_once("/extensions/KHR_texture_transform/") {
        let value = match value {
            "offset" => MapValue::Offset,
            "rotation" => MapValue::Rotation,
            "scale" => MapValue::Scale,
            _ => return None,
        };
        return Some(Target::Value(Property::Map(material, slot(map)?, value)));
    }
    Some(Target::Value(Property::Material(material, material_value(rest)?)))
}

fn material_value(path: &str) -> Option<MaterialValue> {
    use MaterialValue as M;
    Some(match path.strip_prefix("extensions/KHR_materials_").unwrap_or(path) {
        "pbrMetallicRoughness/baseColorFactor" => M::BaseColor,
        "pbrMetallicRoughness/metallicFactor" => M::Metallic,
        "pbrMetallicRoughness/roughnessFactor" => M::Roughness,
        "normalTexture/scale" => M::NormalScale,
        "occlusionTexture/strength" => M::OcclusionStrength,
        "alphaCutoff" => M::AlphaCutoff,
        "clearcoat/clearcoatFactor" => M::Clearcoat,
        "clearcoat/clearcoatRoughnessFactor" => M::ClearcoatRoughness,
        "clearcoat/clearcoatNormalTexture/scale" => M::ClearcoatNormalScale,
        "transmission/transmissionFactor" => M::Transmission,
        "volume/thicknessFactor" => M::Thickness,
        "volume/attenuationDistance" => M::AttenuationDistance,
        "volume/attenuationColor" => M::AttenuationColor,
        "ior/ior" => M::Ior,
        "specular/specularFactor" => M::Specular,
        "specular/specularColorFactor" => M::SpecularColor,
        "sheen/sheenColorFactor" => M::SheenColor,
        "sheen/sheenRoughnessFactor" => M::SheenRoughness,
        "iridescence/iridescenceFactor" => M::Iridescence,
        "iridescence/iridescenceIor" => M::IridescenceIor,
        "iridescence/iridescenceThicknessMinimum" => M::IridescenceThicknessMin,
        "iridescence/iridescenceThicknessMaximum" => M::IridescenceThicknessMax,
        "anisotropy/anisotropyStrength" => M::AnisotropyStrength,
        "anisotropy/anisotropyRotation" => M::AnisotropyRotation,
        "dispersion/dispersion" => M::Dispersion,
        _ => return None,
    })
}

fn slot(path: &str) -> Option<MapSlot> {
    Some(match path.strip_prefix("extensions/KHR_materials_").unwrap_or(path) {
        "pbrMetallicRoughness/baseColorTexture" => MapSlot::BaseColor,
        "pbrMetallicRoughness/metallicRoughnessTexture" => MapSlot::MetallicRoughness,
        "normalTexture" => MapSlot::Normal,
        "occlusionTexture" => MapSlot::Occlusion,
        "emissiveTexture" => MapSlot::Emissive,
        "clearcoat/clearcoatTexture" => MapSlot::Clearcoat,
        "clearcoat/clearcoatRoughnessTexture" => MapSlot::ClearcoatRoughness,
        "clearcoat/clearcoatNormalTexture" => MapSlot::ClearcoatNormal,
        "transmission/transmissionTexture" => MapSlot::Transmission,
        "volume/thicknessTexture" => MapSlot::Thickness,
        "specular/specularTexture" => MapSlot::Specular,
        "specular/specularColorTexture" => MapSlot::SpecularColor,
        "sheen/sheenColorTexture" => MapSlot::SheenColor,
        "sheen/sheenRoughnessTexture" => MapSlot::SheenRoughness,
        "iridescence/iridescenceTexture" => MapSlot::Iridescence,
        "iridescence/iridescenceThicknessTexture" => MapSlot::IridescenceThickness,
        "anisotropy/anisotropyTexture" => MapSlot::Anisotropy,
        _ => return None,
    })
}

fn light_value(path: &str) -> Option<LightValue> {
    Some(match path {
        "color" => LightValue::Color,
        "intensity" => LightValue::Intensity,
        "range" => LightValue::Range,
        "spot/innerConeAngle" => LightValue::SpotInner,
        "spot/outerConeAngle" => LightValue::SpotOuter,
        _ => return None,
    })
}

fn camera_value(path: &str) -> Option<CameraValue> {
    Some(match path {
        "perspective/yfov" => CameraValue::FovY,
        "perspective/aspectRatio" => CameraValue::Aspect,
        "perspective/znear" | "orthographic/znear" => CameraValue::Near,
        "perspective/zfar" | "orthographic/zfar" => CameraValue::Far,
        "orthographic/xmag" => CameraValue::HalfWidth,
        "orthographic/ymag" => CameraValue::HalfHeight,
        _ => return None,
    })
}
