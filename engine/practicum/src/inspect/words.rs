//! An inspection as a person reads it.

use gltf_import::{FileFacts, Inspection, Warning};
use scene::{Camera, Light, LightKind, Projection};
use std::fmt::Write;
use std::path::Path;

/// Longer lists end with how many more there are.
const N_LISTED_MAX: usize = 50;

pub fn of(path: &Path, found: &Inspection) -> String {
    let Inspection { facts, errors, warnings } = found;
    let mut words = format!("{}\n", path.display());
    header(&mut words, facts);
    contents(&mut words, facts);
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let warnings: Vec<String> = warnings.iter().map(Warning::to_string).collect();
    list(&mut words, "Wrong: it cannot be shown until these are mended", &errors);
    list(&mut words, "Left out or put right", &warnings);
    let verdict = match (errors.len(), warnings.len()) {
        (0, 0) => "can be shown; nothing is wrong with it".to_owned(),
        (0, n_warnings) => format!("can be shown, with {n_warnings} {}", counted(n_warnings, "warning")),
        (n_errors, _) => format!("cannot be shown: {n_errors} {}", counted(n_errors, "error")),
    };
    let _ = writeln!(words, "\n{}: {verdict}", path.display());
    words
}

fn header(words: &mut String, facts: &FileFacts) {
    let kind = if facts.is_binary { "glb" } else { "glTF" };
    let version = if facts.version.is_empty() { "(none)" } else { &facts.version };
    let _ = writeln!(words, "  {kind}, version {}, {}", plain(version), size(facts.file_bytes as u64));
    for (name, text) in [("made by", &facts.generator), ("copyright", &facts.copyright)] {
        if !text.is_empty() {
            let _ = writeln!(words, "  {name} {}", plain(text));
        }
    }
    if let Some([x, y, z]) = facts.size_m {
        let _ = writeln!(words, "  {x:.2} m wide, {y:.2} m high, {z:.2} m deep");
    }
    let (scenes, nodes) = (facts.scenes.len(), facts.n_nodes);
    let _ = writeln!(
        words,
        "  {scenes} {}, {nodes} {}, {} triangles drawn, {} for pictures on the graphics card",
        counted(scenes, "scene"),
        counted(nodes, "node"),
        facts.n_triangles(),
        size(facts.image_bytes())
    );
}

fn contents(words: &mut String, facts: &FileFacts) {
    let meshes = facts.meshes.iter().map(|mesh| {
        let mut line = format!("{}: {} vertices, {} triangles", named(&mesh.name), mesh.n_vertices, mesh.n_triangles);
        for (count, what) in [(mesh.n_lines, "lines"), (mesh.n_points, "points"), (mesh.n_morph_targets, "morph targets")] {
            if count > 0 {
                let _ = write!(line, ", {count} {what}");
            }
        }
        let _ = write!(
            line,
            ", {} {}, on {} {}",
            mesh.n_primitives,
            counted(mesh.n_primitives, "primitive"),
            mesh.n_nodes,
            counted(mesh.n_nodes, "node")
        );
        line
    });
    list(words, "Meshes", &meshes.collect::<Vec<_>>());
    let materials = facts.materials.iter().map(|material| {
        let layers = if material.layers.is_empty() { "plain".to_owned() } else { material.layers.join(", ") };
        format!("{}: {layers}; {} {}", named(&material.name), material.n_textures, counted(material.n_textures, "texture"))
    });
    list(words, "Materials", &materials.collect::<Vec<_>>());
    let images = facts.images.iter().map(|image| {
        let [width, height] = image.size_px;
        format!("{}: {width} × {height} pixels, {}", named(&image.name), size(image.memory_bytes))
    });
    list(words, "Pictures", &images.collect::<Vec<_>>());
    let animations = facts.animations.iter().map(|clip| {
        let channels = counted(clip.n_channels, "channel");
        format!("{}: {:.2} s, {} {channels}", named(&clip.name), clip.duration_secs, clip.n_channels)
    });
    list(words, "Animations", &animations.collect::<Vec<_>>());
    let skins = facts.skins.iter().map(|n_joints| format!("{n_joints} {}", counted(*n_joints, "joint")));
    list(words, "Skins", &skins.collect::<Vec<_>>());
    list(words, "Cameras", &facts.cameras.iter().map(camera).collect::<Vec<_>>());
    list(words, "Lights", &facts.lights.iter().map(light).collect::<Vec<_>>());
    list(words, "Variants", &facts.variants.iter().map(|name| named(name)).collect::<Vec<_>>());
    let extensions = facts.extensions_used.iter().map(|name| {
        let is_required = facts.extensions_required.contains(name);
        format!("{}{}", plain(name), if is_required { ", required" } else { "" })
    });
    list(words, "Extensions", &extensions.collect::<Vec<_>>());
    let xmp = facts.xmp.iter().map(|packet| {
        let about = if packet.about.is_empty() { "nothing".to_owned() } else { packet.about.join(", ") };
        format!("about {about}: {}", plain(&packet.json))
    });
    list(words, "Metadata (XMP)", &xmp.collect::<Vec<_>>());
}

fn camera(camera: &Camera) -> String {
    let sees = match camera.projection {
        Projection::Perspective { fov_y, .. } => format!("perspective, {:.1}° high", fov_y.to_degrees()),
        Projection::Orthographic { half_width_m, half_height_m } => {
            format!("orthographic, {:.2} m by {:.2} m", half_width_m * 2.0, half_height_m * 2.0)
        }
    };
    format!("{}: {sees}", named(&camera.name))
}

fn light(light: &Light) -> String {
    let (kind, unit) = match light.kind {
        LightKind::Directional => ("directional", "lx"),
        LightKind::Point => ("point", "cd"),
        LightKind::Spot { .. } => ("spot", "cd"),
    };
    format!("{}: {kind}, {} {unit}", named(&light.name), light.intensity)
}

fn list(words: &mut String, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(words, "\n{title} ({})", lines.len());
    for line in lines.iter().take(N_LISTED_MAX) {
        let _ = writeln!(words, "  {line}");
    }
    if lines.len() > N_LISTED_MAX {
        let _ = writeln!(words, "  and {} more; `--format json` lists all", lines.len() - N_LISTED_MAX);
    }
}

fn named(name: &str) -> String {
    if name.is_empty() { "(no name)".to_owned() } else { plain(name) }
}

/// Without what could steer a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

fn counted(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gltf_import::{Limits, inspect};

    #[test]
    fn names_cannot_steer_a_terminal() {
        let file = r#"{ "asset": { "version": "2.0", "generator": "a\u001b[2J" }, "materials": [{ "name": "b\n\u0007" }] }"#;
        let words = of(Path::new("a.gltf"), &inspect(file.as_bytes(), &|_| None, &Limits::default()));
        assert!(words.contains("made by a\u{fffd}[2J") && words.contains("b\u{fffd}\u{fffd}: plain; 0 textures"), "{words}");
    }

    #[test]
    fn long_lists_end_with_how_many_more_there_are() {
        let mut words = String::new();
        list(&mut words, "Things", &vec!["thing".to_owned(); N_LISTED_MAX + 3]);
        assert!(words.starts_with("\nThings (53)\n") && words.ends_with("  and 3 more; `--format json` lists all\n"));
    }
}
