//! What the file wants the reader to know: its version, and extensions of the format.

use crate::findings::Findings;
use crate::json::At;
use crate::{ImportError, Limits};

/// Those that are read. Anything else is left out, if the file allows that.
pub(crate) const KNOWN: [&str; 24] = [
    "EXT_mesh_gpu_instancing",
    "EXT_meshopt_compression",
    "EXT_texture_webp",
    "KHR_animation_pointer",
    "KHR_draco_mesh_compression",
    "KHR_lights_punctual",
    "KHR_materials_anisotropy",
    "KHR_materials_clearcoat",
    "KHR_materials_dispersion",
    "KHR_materials_emissive_strength",
    "KHR_materials_ior",
    "KHR_materials_iridescence",
    "KHR_materials_sheen",
    "KHR_materials_specular",
    "KHR_materials_transmission",
    "KHR_materials_unlit",
    "KHR_materials_variants",
    "KHR_materials_volume",
    "KHR_mesh_quantization",
    "KHR_meshopt_compression",
    "KHR_node_visibility",
    "KHR_texture_basisu",
    "KHR_texture_transform",
    "KHR_xmp_json_ld",
];

pub(crate) fn check(root: &At, findings: &mut Findings, limits: &Limits) -> Result<(), ImportError> {
    let asset = root.need("asset")?;
    let version = asset.text("minVersion")?.or(asset.text("version")?);
    if version.and_then(|version| version.split('.').next()) != Some("2") {
        let what = format!("is glTF version {}; only version 2 is read", version.unwrap_or("(none)"));
        findings.or(asset.fail(what), || ())?;
    }
    for required in root.list("extensionsRequired", limits.list_len)? {
        let Some(name) = required.value.as_str() else { return required.fail("must be a text") };
        if !KNOWN.contains(&name) {
            let what =
                format!("the file cannot be shown without the extension `{name}`, which is not supported; export it without");
            findings.or(required.fail(what), || ())?;
        }
    }
    for used in root.list("extensionsUsed", limits.list_len)? {
        let Some(name) = used.value.as_str() else { return used.fail("must be a text") };
        if !KNOWN.contains(&name) {
            findings.add(&used, format!("the extension `{name}` is not supported and was left out"));
        }
    }
    Ok(())
}
