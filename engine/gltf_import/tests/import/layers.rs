//! What the extensions of materials become.

use crate::files::{File, png};
use gltf_import::Imported;
use scene::{Iridescence, MapSlot, Material, Sheen, Specular};
use serde_json::{Value, json};

/// One material with these extensions; texture 0 is there.
fn imported(extensions: &Value) -> Imported {
    let used: Vec<&String> = extensions.as_object().unwrap().keys().collect();
    let mut file = File::new(json!({
        "extensionsUsed": used, "extensionsRequired": used,
        "textures": [{ "source": 0 }], "materials": [{ "extensions": extensions }],
    }));
    let view = file.view(&png(2, 2));
    file.json["images"] = json!([{ "bufferView": view }]);
    file.import().unwrap()
}

fn material(extensions: &Value) -> Material {
    let mut imported = imported(extensions);
    assert_eq!(imported.warnings, []);
    imported.scene.materials.remove(0)
}

#[test]
fn every_layer_arrives_with_its_factors() {
    let material = material(&json!({
        "KHR_materials_clearcoat": { "clearcoatFactor": 0.5, "clearcoatRoughnessFactor": 0.25, "clearcoatNormalTexture": { "index": 0, "scale": 0.75 } },
        "KHR_materials_transmission": { "transmissionFactor": 0.9 },
        "KHR_materials_volume": { "thicknessFactor": 0.01, "attenuationDistance": 0.05, "attenuationColor": [0.9, 0.5, 0.25] },
        "KHR_materials_ior": { "ior": 1.33 },
        "KHR_materials_specular": { "specularFactor": 0.4, "specularColorFactor": [2, 1, 0.5] },
        "KHR_materials_sheen": { "sheenColorFactor": [0.1, 0.2, 0.3], "sheenRoughnessFactor": 0.6 },
        "KHR_materials_iridescence": {
            "iridescenceFactor": 1, "iridescenceIor": 1.8, "iridescenceThicknessMinimum": 50, "iridescenceThicknessMaximum": 900,
        },
        "KHR_materials_anisotropy": { "anisotropyStrength": 0.7, "anisotropyRotation": 1.25 },
        "KHR_materials_dispersion": { "dispersion": 0.1 },
    }));
    let coat = material.clearcoat;
    assert_eq!((coat.factor, coat.roughness, coat.normal_scale), (0.5, 0.25, 0.75));
    assert!(coat.normal_texture.is_some() && coat.texture.is_none());
    assert_eq!((material.transmission.factor, material.ior, material.dispersion), (0.9, 1.33, 0.1));
    let volume = material.volume;
    assert_eq!((volume.thickness_m, volume.attenuation_distance_m), (0.01, 0.05));
    assert_eq!(volume.attenuation_color.to_array(), [0.9, 0.5, 0.25]);
    let color = [2.0, 1.0, 0.5].into();
    assert_eq!(material.specular, Specular { factor: 0.4, color, ..Specular::default() });
    let color = [0.1, 0.2, 0.3].into();
    assert_eq!(material.sheen, Sheen { color, roughness: 0.6, ..Sheen::default() });
    let film = Iridescence {
        factor: 1.0,
        ior: 1.8,
        thickness_min_nm: 50.0,
        thickness_max_nm: 900.0,
        thickness_texture: None,
        texture: None,
    };
    assert_eq!(material.iridescence, film);
    assert_eq!((material.anisotropy.strength, material.anisotropy.rotation_rad), (0.7, 1.25));
}

#[test]
fn layers_that_say_nothing_change_nothing() {
    let names = ["clearcoat", "transmission", "volume", "ior", "specular", "sheen", "iridescence", "anisotropy", "dispersion"];
    let extensions: serde_json::Map<String, Value> =
        names.into_iter().map(|name| (format!("KHR_materials_{name}"), json!({}))).collect();
    assert_eq!(material(&Value::Object(extensions)), Material::default());
}

#[test]
fn every_texture_of_a_layer_arrives_with_its_transform() {
    let slots = [
        ("clearcoat", "clearcoatTexture", MapSlot::Clearcoat),
        ("clearcoat", "clearcoatRoughnessTexture", MapSlot::ClearcoatRoughness),
        ("clearcoat", "clearcoatNormalTexture", MapSlot::ClearcoatNormal),
        ("transmission", "transmissionTexture", MapSlot::Transmission),
        ("volume", "thicknessTexture", MapSlot::Thickness),
        ("specular", "specularTexture", MapSlot::Specular),
        ("specular", "specularColorTexture", MapSlot::SpecularColor),
        ("sheen", "sheenColorTexture", MapSlot::SheenColor),
        ("sheen", "sheenRoughnessTexture", MapSlot::SheenRoughness),
        ("iridescence", "iridescenceTexture", MapSlot::Iridescence),
        ("iridescence", "iridescenceThicknessTexture", MapSlot::IridescenceThickness),
        ("anisotropy", "anisotropyTexture", MapSlot::Anisotropy),
    ];
    for (name, key, slot) in slots {
        let transform =
            json!({ "KHR_texture_transform": { "offset": [0.5, 0.25], "rotation": 0.125, "scale": [2, 4], "texCoord": 1 } });
        let name = format!("KHR_materials_{name}");
        let material = material(&json!({ name: { key: { "index": 0, "extensions": transform } } }));
        let maps: Vec<_> = material.maps().collect();
        assert_eq!(maps.len(), 1, "{key}");
        let (found, map) = maps[0];
        assert_eq!((found, map.texture, map.uv_set, map.rotation), (slot, 0, 1, 0.125), "{key}");
        assert_eq!((map.offset.to_array(), map.scale.to_array()), ([0.5, 0.25], [2.0, 4.0]), "{key}");
    }
}

#[test]
fn what_is_out_of_range_is_brought_into_it() {
    let material = material(&json!({
        "KHR_materials_clearcoat": { "clearcoatFactor": 7 },
        "KHR_materials_sheen": { "sheenColorFactor": [-1, 0.5, 3] },
        "KHR_materials_ior": { "ior": 0 },
    }));
    assert_eq!((material.clearcoat.factor, material.sheen.color.to_array(), material.ior), (1.0, [0.0, 0.5, 1.0], 0.0));

    let imported = imported(&json!({
        "KHR_materials_ior": { "ior": 0.5 }, "KHR_materials_volume": { "attenuationDistance": 0 },
    }));
    let material = &imported.scene.materials[0];
    assert_eq!((material.ior, material.volume.attenuation_distance_m), (1.5, f32::INFINITY));
    let places: Vec<&str> = imported.warnings.iter().map(|warning| warning.place.as_str()).collect();
    let place = "/materials/0/extensions/KHR_materials_";
    assert_eq!(places, [format!("{place}volume"), format!("{place}ior")]);
}

#[test]
fn a_broken_layer_is_refused_at_its_place() {
    let refused = |extension: &str, value: Value| {
        let name = format!("KHR_materials_{extension}");
        File::new(json!({ "materials": [{ "extensions": { name: value } }] })).refused().0
    };
    let place = "/materials/0/extensions/KHR_materials_";
    assert_eq!(refused("sheen", json!({ "sheenColorFactor": [1, 2] })), format!("{place}sheen/sheenColorFactor"));
    assert_eq!(refused("volume", json!({ "thicknessFactor": "thick" })), format!("{place}volume/thicknessFactor"));
    let missing = json!({ "iridescenceTexture": { "index": 3 } });
    assert_eq!(refused("iridescence", missing), format!("{place}iridescence/iridescenceTexture/index"));
    assert_eq!(refused("dispersion", json!(7)), format!("{place}dispersion"));
}
