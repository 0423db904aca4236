//! An inspection as another program reads it.

use gltf_import::Inspection;
use scene::{LightKind, Projection};
use serde_json::{Value, json};
use std::path::Path;

pub fn of(path: &Path, found: &Inspection) -> Value {
    let Inspection { facts, errors, warnings } = found;
    let found = |place: &str, what: &str| json!({ "place": place, "what": what });
    json!({
        "file": path.display().to_string(),
        "shown": errors.is_empty(),
        "errors": errors.iter().map(|error| found(&error.place, &error.what)).collect::<Vec<_>>(),
        "warnings": warnings.iter().map(|warning| found(&warning.place, &warning.what)).collect::<Vec<_>>(),
        "binary": facts.is_binary,
        "bytes": facts.file_bytes,
        "version": facts.version,
        "generator": facts.generator,
        "copyright": facts.copyright,
        "size_m": facts.size_m,
        "scenes": facts.scenes,
        "n_nodes": facts.n_nodes,
        "n_triangles": facts.n_triangles(),
        "image_bytes": facts.image_bytes(),
        "meshes": facts.meshes.iter().map(|mesh| json!({
            "name": mesh.name, "n_nodes": mesh.n_nodes, "n_primitives": mesh.n_primitives, "n_vertices": mesh.n_vertices,
            "n_triangles": mesh.n_triangles, "n_lines": mesh.n_lines, "n_points": mesh.n_points, "n_morph_targets": mesh.n_morph_targets,
        })).collect::<Vec<_>>(),
        "materials": facts.materials.iter().map(|material| json!({
            "name": material.name, "layers": material.layers, "n_textures": material.n_textures,
        })).collect::<Vec<_>>(),
        "images": facts.images.iter().map(|image| json!({
            "name": image.name, "size_px": image.size_px, "memory_bytes": image.memory_bytes,
        })).collect::<Vec<_>>(),
        "animations": facts.animations.iter().map(|clip| json!({
            "name": clip.name, "duration_secs": clip.duration_secs, "n_channels": clip.n_channels,
        })).collect::<Vec<_>>(),
        "skins": facts.skins.iter().map(|n_joints| json!({ "n_joints": n_joints })).collect::<Vec<_>>(),
        "cameras": facts.cameras.iter().map(camera).collect::<Vec<_>>(),
        "lights": facts.lights.iter().map(light).collect::<Vec<_>>(),
        "variants": facts.variants,
        "extensions_used": facts.extensions_used,
        "extensions_required": facts.extensions_required,
        "xmp": facts.xmp.iter().map(|packet| json!({
            "packet": serde_json::from_str::<Value>(&packet.json).unwrap_or_default(), "about": packet.about,
        })).collect::<Vec<_>>(),
    })
}

fn camera(camera: &scene::Camera) -> Value {
    let (kind, size) = match camera.projection {
        Projection::Perspective { fov_y, aspect } => ("perspective", json!({ "fov_y": fov_y, "aspect": aspect })),
        Projection::Orthographic { half_width_m, half_height_m } => {
            ("orthographic", json!({ "half_width_m": half_width_m, "half_height_m": half_height_m }))
        }
    };
    json!({ "name": camera.name, "kind": kind, "size": size, "near_m": camera.near_m, "far_m": camera.far_m })
}

fn light(light: &scene::Light) -> Value {
    let kind = match light.kind {
        LightKind::Directional => "directional",
        LightKind::Point => "point",
        LightKind::Spot { .. } => "spot",
    };
    let color = light.color.to_array();
    json!({ "name": light.name, "kind": kind, "color": color, "intensity": light.intensity, "range_m": light.range_m })
}
