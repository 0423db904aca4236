//! The scene that the modules of this repository play in, as names only.

use authoring::{SceneIndex, Sources};
use std::path::{Path, PathBuf};

const NODES: &[&str] = &[
    "Register",
    "Badge",
    "BadgeReader",
    "BadgeReader_Led",
    "StaffDoor",
    "ExitSign_Front",
    "ExitSign_Back",
    "Box",
    "Box_Shelf",
    "PullStation",
    "Extinguisher",
    "Extinguisher_Gauge",
    "Extinguisher_Pin",
    "Extinguisher_Tag",
    "Extinguisher_Sign",
    "AedCabinet",
    "AedCabinet_Door",
    "Aed_Status",
    "FirstAidKit",
    "Handrub",
    "HandHygieneBoard",
    "Chart",
    "Drawer",
    "Drawer_Inside",
    "Drawer_Key",
    "Workstation",
    "Workstation_Screen",
    "Workstation_LockKey",
    "Phone",
    "AssemblyMap",
    "Guide",
    "Zone_Counter",
    "Zone_CorridorStart",
    "Zone_ExitDoor",
    "Guide_Start",
    "Guide_Door",
    "Guide_Corridor",
    "Guide_Exit",
    "Guide_Yard",
    "Reception",
    "Tailgater",
    "Tailgater_Door",
    "Tailgater_Inside",
    "Tailgater_Reception",
    "Zone_StaffDoor",
    "Zone_Assembly",
    "Zone_Cars",
    "Contact_Card",
    "Password_Note",
    "Printout",
    "UsbStick",
    "Usb_Port",
    "Shred_Slot",
    "Recycling_Inside",
    "Found_Tray_Inside",
    "Eyewash",
    "ExitDoor",
    "ExitDoor_Bar",
    "RollCall",
    "HandStep_2",
    "HandStep_3",
    "HandStep_4",
    "HandStep_5",
    "HandStep_6",
    "HandStep_7",
    "HandStep_8",
];
const CLIPS: &[&str] = &["StaffDoor_Open", "Guide_Idle", "Guide_Walk", "Guide_Point", "Guide_Talk"];
const SOUNDS: &[&str] = &[
    "step_done",
    "mistake",
    "click",
    "badge_beep",
    "door_open",
    "door_close",
    "drawer",
    "key_turn",
    "pick_up",
    "put_down",
    "handrub",
    "phone",
    "attention",
    "module_done",
];

pub fn harbour_clinic() -> SceneIndex {
    index("harbour-clinic", NODES, CLIPS)
}

pub fn index(scene: &str, nodes: &[&str], clips: &[&str]) -> SceneIndex {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    SceneIndex { scene: scene.to_owned(), nodes: set(nodes), clips: set(clips), sounds: set(SOUNDS) }
}

/// A module of the repository, with the organisation's facts.
pub fn sources_of(module: &str) -> Sources {
    let modules = repository().join("modules");
    let read = |path: PathBuf| std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Sources::of_module(read(modules.join(module).join("module.toml"))).with("facts.toml", read(modules.join("facts.toml")))
}

pub fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
