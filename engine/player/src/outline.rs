//! What an author can use of a scene: its nodes by what they can be, its animations, its pictures. Reads the scene's JSON
//! only; no picture is decoded.
//!
//! Start at [`outlines`] for all scenes, at [`outline`] for one.

use crate::library::{LibraryError, json_of_glb, list, read, scene_path};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A scene as an author sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    pub scene: String,
    /// Names of nodes by what an object made of them can be, in the order they are told.
    pub nodes: Vec<(&'static str, Vec<String>)>,
    pub animations: Vec<String>,
    /// Files of pictures beside the scene that a person may look at.
    pub pictures: Vec<String>,
}

impl Outline {
    pub fn n_nodes(&self) -> usize {
        self.nodes.iter().map(|(_, names)| names.len()).sum()
    }
}

/// Every scene of the content folder, by name. One that cannot be read is left out.
pub fn outlines(content: &Path) -> Result<Vec<Outline>, LibraryError> {
    let mut folders: Vec<String> =
        list(content)?.iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    folders.sort();
    Ok(folders.iter().filter_map(|scene| outline(content, scene).ok()).collect())
}

/// One scene.
pub fn outline(content: &Path, scene: &str) -> Result<Outline, LibraryError> {
    let path = scene_path(content, scene)?;
    let json = json_of_glb(&read(&path)?).map_err(|why| LibraryError::Outline { path: path.clone(), why })?;
    let folder = path.parent().unwrap_or(content);
    let mut pictures: Vec<String> = list(folder)?
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .filter(|name| is_picture(name))
        .collect();
    pictures.sort();
    Ok(Outline { scene: scene.to_owned(), nodes: sorted_nodes(&json), animations: names(&json, "animations"), pictures })
}

/// Light maps and skies are for the machine.
fn is_picture(name: &str) -> bool {
    let ends = |end: &str| name.ends_with(end);
    (ends(".png") || ends(".jpg")) && !ends(".lightmap.png") && !ends(".env.png") && !crate::library::is_of_rooms(name)
}

fn names(json: &Value, key: &str) -> Vec<String> {
    entries(json, key).filter_map(|entry| Some(entry.get("name")?.as_str()?.to_owned())).collect()
}

fn entries<'j>(json: &'j Value, key: &str) -> impl Iterator<Item = &'j Value> + use<'j> {
    json.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// The kinds in the order they are told, each with the keys in a node's extras that say so.
const BY_EXTRAS: [(&str, &[&str]); 4] = [
    ("zone: places to stand", &["zone_radius_m"]),
    ("person: people", &["height_m"]),
    ("door: doors, drawers and lids", &["open_deg", "slide_m"]),
    ("socket: places that hold an item", &["socket"]),
];
const GAUGES: &str = "gauge: instruments with a needle";
const SPOTS: &str = "zone: spots for people of the scene to walk to";
const THINGS: &str = "thing, item, button, switch, knob, gauge: things, each with all its parts";
const BUILDING: &str = "thing: walls, floors and furniture";

fn sorted_nodes(json: &Value) -> Vec<(&'static str, Vec<String>)> {
    let bones: BTreeSet<usize> = entries(json, "skins").flat_map(|skin| entries(skin, "joints").filter_map(as_idx)).collect();
    let has_extra = |node: &Value, key: &str| node.get("extras").is_some_and(|extras| extras.get(key).is_some());
    let needles: BTreeSet<usize> =
        entries(json, "nodes").enumerate().filter(|(_, node)| has_extra(node, "zero_deg")).map(|(idx, _)| idx).collect();
    let mut by_kind: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let order: Vec<&'static str> = BY_EXTRAS.iter().map(|(kind, _)| *kind).chain([GAUGES, SPOTS, THINGS, BUILDING]).collect();
    for (idx, node) in entries(json, "nodes").enumerate() {
        let Some(name) = node.get("name").and_then(Value::as_str).filter(|_| !bones.contains(&idx)) else { continue };
        let holds_needle = entries(node, "children").filter_map(as_idx).any(|child| needles.contains(&child));
        let kind = if holds_needle { Some(GAUGES) } else { kind_of(node).filter(|_| !needles.contains(&idx)) };
        let Some(kind) = kind else { continue };
        let rank = order.iter().position(|known| *known == kind).unwrap_or(order.len());
        by_kind.entry(rank).or_default().push(name.to_owned());
    }
    by_kind
        .into_iter()
        .filter_map(|(rank, mut names)| {
            names.sort();
            Some((*order.get(rank)?, names))
        })
        .collect()
}

fn as_idx(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

/// None for what only the program uses: lights, the sky, where one begins.
fn kind_of(node: &Value) -> Option<&'static str> {
    let extra = |key: &str| node.get("extras").is_some_and(|extras| extras.get(key).is_some());
    if let Some((kind, _)) = BY_EXTRAS.iter().find(|(_, keys)| keys.iter().any(|key| extra(key))) {
        return Some(kind);
    }
    let has = |key: &str| node.get(key).is_some();
    if has("extensions") || extra("outside") || extra("eye_height_m") || has("skin") {
        return None;
    }
    Some(match (has("mesh"), has("children")) {
        (false, false) => SPOTS,
        _ if extra("lightmap") => BUILDING,
        _ => THINGS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nodes_are_told_by_what_they_can_be() {
        let json = json!({
            "skins": [{ "joints": [1] }],
            "nodes": [
                { "name": "Zone", "extras": { "zone_radius_m": 1.0 } },
                { "name": "elbow" },
                { "name": "Cup", "mesh": 0 },
                { "name": "Wall", "mesh": 1, "extras": { "lightmap": true } },
                { "name": "Drawer", "mesh": 2, "extras": { "slide_m": 0.3 } },
                { "name": "Spot" },
                { "name": "Sun", "extensions": {} },
                { "name": "Dial", "mesh": 3, "children": [8] },
                { "name": "Needle", "mesh": 4, "extras": { "zero_deg": 120.0 } },
            ]
        });
        let found: Vec<(&str, Vec<String>)> =
            sorted_nodes(&json).into_iter().map(|(kind, names)| (kind.split(':').next().unwrap(), names)).collect();
        let one = |name: &str| vec![name.to_owned()];
        let expected = [
            ("zone", one("Zone")),
            ("door", one("Drawer")),
            ("gauge", one("Dial")),
            ("zone", one("Spot")),
            ("thing, item, button, switch, knob, gauge", one("Cup")),
            ("thing", one("Wall")),
        ];
        assert_eq!(found, expected);
    }
}
