//! The lines of TOML for a thing in the room: those that make it an object, or those that would.
//!
//! Start at [`lines_of`] and [`lines_for_node`].

use curriculum::{Module, Object, ObjectKind};
use glam::Vec2;
use ids::{ObjectId, Slug};

/// Of a new mark, per cent of the picture.
const SPOT_SIZE: [f64; 2] = [6.0, 6.0];

/// The author's own lines for an object; where they are not in a table of their own, the same written anew.
pub fn lines_of(object: &Object, module_toml: &str) -> String {
    let own = block_of(&format!("[objects.{}]", object.id), module_toml);
    let own = own.unwrap_or_else(|| written(object.id.as_str(), &object.node, &object.name, object.kind));
    match block_of(&format!("[marks.{}]", object.node), module_toml) {
        Some(mark) => format!("{mark}\n{own}"),
        None => own,
    }
}

/// The lines of a table of the file, with its header.
fn block_of(header: &str, module_toml: &str) -> Option<String> {
    let mut lines = module_toml.lines().skip_while(|line| line.trim() != header);
    let first = lines.next()?;
    let own = lines.take_while(|line| !line.trim_start().starts_with('[') && !line.trim().is_empty());
    Some(std::iter::once(first).chain(own).collect::<Vec<_>>().join("\n") + "\n")
}

/// What would make a node an object of the module.
pub fn lines_for_node(node: &str, module: &Module) -> String {
    let id = free_id(node, module);
    let name = id.replace(['_', '-'], " ");
    let kind = if node.starts_with("Zone_") {
        ObjectKind::Zone
    } else if node.starts_with("Socket_") {
        ObjectKind::Socket
    } else {
        ObjectKind::Thing
    };
    written(&id, node, &name, kind)
}

/// What would mark a place in a picture and make it an object: its middle in shares of the picture's width and height.
pub fn lines_for_spot(picture: &str, uv: Vec2, module: &Module) -> String {
    let [x, y] = uv.to_array().map(|share| f64::from((share * 1_000.0).round()) / 10.0);
    let [half_x, half_y] = SPOT_SIZE.map(|size| size / 2.0);
    let [x, y] = [x.clamp(half_x, 100.0 - half_x), y.clamp(half_y, 100.0 - half_y)];
    let id = free_spot(module);
    let [width, height] = SPOT_SIZE;
    let mark =
        format!("[marks.{id}]\nin = {}\nat = \"{x} % {y} %\"\nsize = \"{width} % {height} %\"\n", authoring::quoted(picture));
    mark + "\n" + &written(&id, &id, &id.replace('_', " "), ObjectKind::Thing)
}

/// `place`, `place_2` and so on: what neither a mark nor an object or a picture is called.
fn free_spot(module: &Module) -> String {
    let taken = |id: &str| {
        let of_picture = module.pictures.iter().any(|picture| picture.id.as_str() == id);
        of_picture
            || module.marks.iter().any(|mark| mark.id.as_str() == id)
            || module.objects.iter().any(|one| one.id.as_str() == id)
    };
    let numbered = (2..).map(|number| format!("place_{number}"));
    std::iter::once("place".to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
}

fn written(id: &str, node: &str, name: &str, kind: ObjectKind) -> String {
    let [node, name] = [node, name].map(authoring::quoted);
    format!("[objects.{id}]\nnode = {node}\nname = {name}\nkind = \"{}\"\n", kind_word(kind))
}

/// A kind as it is written in a module.
pub fn kind_word(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Thing => "thing",
        ObjectKind::Item => "item",
        ObjectKind::Socket => "socket",
        ObjectKind::Button => "button",
        ObjectKind::Switch => "switch",
        ObjectKind::Door => "door",
        ObjectKind::Knob => "knob",
        ObjectKind::Slider => "slider",
        ObjectKind::Gauge => "gauge",
        ObjectKind::Zone => "zone",
        ObjectKind::Person => "person",
    }
}

/// `Desk_Monitor` becomes `desk_monitor`; with a number where the module has that already.
fn free_id(node: &str, module: &Module) -> String {
    let plain: String = node.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let stem = plain.trim_matches(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit());
    let stem: String = stem.chars().take(40).collect();
    let stem = if Slug::new(&stem).is_ok() { stem } else { format!("thing_{stem}").trim_end_matches('_').to_owned() };
    let taken = |id: &str| ObjectId::new(id).is_ok_and(|id| module.object(&id).is_some());
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{read_sources, scene_index};
    use std::path::Path;

    #[test]
    fn lines_for_any_node_compile_and_make_it_an_object() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let sources = read_sources(&root.join("modules/first-day")).unwrap();
        let index = scene_index(&root.join("content"), "harbour-clinic").unwrap();
        let module = authoring::compile(&sources, &index).module.unwrap();
        let text = String::from_utf8(sources.files["module.toml"].clone()).unwrap();
        let unused = index.nodes.iter().filter(|node| module.objects.iter().all(|object| object.node != **node));
        let mut n_tried = 0;
        for node in unused.step_by(9) {
            let lines = lines_for_node(node, &module);
            let changed = sources.clone().with("module.toml", format!("{text}\n{lines}"));
            let compiled = authoring::compile(&changed, &index);
            let made = compiled.module.unwrap_or_else(|| panic!("{lines}\n{:?}", compiled.diagnostics));
            assert!(made.objects.iter().any(|object| object.node == *node), "{lines}");
            n_tried += 1;
        }
        assert!(n_tried > 5);
    }

    #[test]
    fn lines_of_an_object_are_the_authors_own() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let sources = read_sources(&root.join("modules/first-day")).unwrap();
        let index = scene_index(&root.join("content"), "harbour-clinic").unwrap();
        let module = authoring::compile(&sources, &index).module.unwrap();
        let text = String::from_utf8(sources.files["module.toml"].clone()).unwrap();
        let mateo = module.object(&ObjectId::new("mateo").unwrap()).unwrap();
        let lines = lines_of(mateo, &text);
        assert!(lines.starts_with("[objects.mateo]\nnode  = \"Guide\"\n") && lines.contains("about"), "{lines}");
        assert_eq!(lines_of(mateo, ""), "[objects.mateo]\nnode = \"Guide\"\nname = \"Mateo\"\nkind = \"person\"\n");
    }

    #[test]
    fn ids_are_made_of_any_name_and_are_free() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let sources = read_sources(&root.join("modules/first-day")).unwrap();
        let index = scene_index(&root.join("content"), "harbour-clinic").unwrap();
        let module = authoring::compile(&sources, &index).module.unwrap();
        assert_eq!(free_id("Desk_Monitor.001", &module), "desk_monitor_001");
        assert_eq!(free_id("Mateo", &module), "mateo_2");
        for odd in ["", "12", "é—", "_x_"] {
            assert!(Slug::new(&free_id(odd, &module)).is_ok(), "{odd}: {}", free_id(odd, &module));
        }
    }
}
