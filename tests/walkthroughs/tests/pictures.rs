//! Modules whose place is made of pictures: from the files in a folder to what is shown, taken and kept on record.
//!
//! Start at [`pump`], the module that every test here changes.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use authoring::Severity;
use curriculum::Mode;
use glam::Vec2;
use ids::{ObjectId, StateId};
use player::library::{Library, Shelf, open_module};
use player::scenery::scenery_of;
use scene::{Extra, Ray};
use session::{Input, Session};
use stage::Stage;
use std::path::Path;
use std::sync::Arc;
use walkthroughs::{home, watched};

const PUMP: &str = r#"
format = 1
id = "pump"
title = "Pump"
kind = "maintenance"
version = "1"
language = "en"
scene = "pictures"
minutes = 1

[pictures.panel]
file = "panel.png"
shows = "A panel."

[pictures.room]
file = "room.png"
kind = "panorama"
name = "Pump room"
shows = "A room."

[pictures.valve_open]
file = "open.png"
shows = "An open valve."

[marks.valve_here]
in = "panel"
at = "30 % 40 %"
size = "10 % 10 %"
looks = { open = "valve_open" }

[marks.cup_here]
in = "panel"
at = "70 % 40 %"
size = "10 % 10 %"

[marks.shelf_here]
in = "room"
corners = ["20 % 50 %", "26 % 50 %", "26 % 60 %", "23 % 55 %", "20 % 60 %"]

[marks.way]
in = "panel"
at = "50 % 80 %"
size = "10 % 10 %"
leads_to = "room"

[objects.valve]
node = "valve_here"
name = "valve"
kind = "switch"
states = ["closed", "open"]

[objects.cup]
node = "cup_here"
name = "cup"
kind = "item"

[objects.shelf]
node = "shelf_here"
name = "shelf"
kind = "socket"

[objects.in_room]
node = "way"
name = "pump room"
kind = "zone"

[pages.plan]
title = "Plan"
picture = "panel"

[[step]]
id = "open"
say = "Open the valve."
do = { set = "valve", to = "open" }
then = [{ show_page = "plan" }, { picture = "panel", on = "shelf" }]

[[step]]
id = "take"
say = "Take the cup."
do = { take = "cup" }

[[step]]
id = "go"
say = "Go to the pump room."
do = { go_to = "in_room" }

[[step]]
id = "put"
say = "Put the cup on the shelf."
do = { put = "cup", into = "shelf" }
"#;

/// The module's folder with pictures of a few pixels.
fn pump(folder: &Path, module_toml: &str) -> Shelf {
    std::fs::write(folder.join("module.toml"), module_toml).unwrap();
    for (name, width, height) in [("panel.png", 64, 48), ("room.png", 64, 32), ("open.png", 16, 16)] {
        write_picture(folder, name, width, height);
    }
    open_module(folder, &home().join("content")).unwrap()
}

/// A grey picture as an uncompressed PNG, which needs no library.
fn write_picture(folder: &Path, name: &str, width: u32, height: u32) {
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
        })
    };
    let chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], &body, &crc(&body).to_be_bytes()].concat()
    };
    let rows: Vec<u8> = (0..height).flat_map(|_| std::iter::once(0).chain((0..width).map(|_| 128))).collect();
    let (a, b) = rows.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    let length = u16::try_from(rows.len()).unwrap();
    let mut data = vec![0x78, 0x01, 0x01];
    data.extend(length.to_le_bytes());
    data.extend((!length).to_le_bytes());
    data.extend(&rows);
    data.extend(((b << 16) | a).to_be_bytes());
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let png = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &data), chunk(b"IEND", b"")].concat();
    std::fs::write(folder.join(name), png).unwrap();
}

fn id(name: &str) -> ObjectId {
    ObjectId::new(name).unwrap()
}

fn codes(shelf: &Shelf) -> Vec<&str> {
    shelf.diagnostics.iter().filter(|found| found.severity == Severity::Error).map(|found| found.code).collect()
}

/// An attempt and its place.
struct Played {
    session: Session,
    stage: Stage,
}

impl Played {
    fn of(shelf: &Shelf) -> Self {
        let module = shelf.module.clone().unwrap_or_else(|| panic!("{:?}", shelf.diagnostics));
        let (session, first) = Session::start(Arc::clone(&module), Mode::Guided, 1);
        let scene = scenery_of(&home().join("content"), &module, &shelf.path).unwrap().scene;
        let mut stage = Stage::new(module, scene, session.world().clone()).unwrap();
        stage.show(&first.cues, session.world());
        Self { session, stage }
    }

    fn does(&mut self, input: Input) {
        let outcome = self.session.apply(1_000, input);
        self.stage.show(&outcome.cues, self.session.world());
        self.passes();
    }

    /// Lets everything come to rest, and what the body saw reach the session.
    fn passes(&mut self) {
        for _ in 0..40 {
            let ahead = Ray::from_view(self.stage.world_from_view(), self.stage.fov_y(), 1.5, Vec2::ZERO);
            for input in self.stage.advance(0.1, ahead, &[]) {
                let outcome = self.session.apply(1_000, input);
                self.stage.show(&outcome.cues, self.session.world());
            }
        }
    }

    /// Whether the node with this extra is seen.
    fn is_seen(&self, key: &str, value: &str) -> bool {
        let nodes = &self.stage.scene().nodes;
        let node = nodes.iter().position(|node| node.extras.get(key).and_then(Extra::as_text) == Some(value)).unwrap();
        self.stage.visible()[node]
    }

    fn words(&self) -> Vec<String> {
        self.stage.signs(1_000).into_iter().map(|sign| sign.words).collect()
    }
}

#[test]
fn a_place_of_pictures_plays_itself_to_its_end() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("pump");
    std::fs::create_dir(&folder).unwrap();
    let shelf = pump(&folder, PUMP);
    assert_eq!(codes(&shelf), [""; 0]);
    let said = watched(&home(), &scratch.path().join("data"), &folder.display().to_string());
    assert!(said.contains("4 of 4"), "{said}");
}

#[test]
fn how_things_are_shows_in_words_until_a_picture_of_it_does() {
    let scratch = tempfile::tempdir().unwrap();
    let mut played = Played::of(&pump(scratch.path(), PUMP));
    assert!(played.words().contains(&"closed".to_owned()) && !played.is_seen("in_state", "open"));
    played.does(Input::SetTo { object: id("valve"), state: StateId::new("open").unwrap() });
    assert!(played.is_seen("in_state", "open") && !played.words().contains(&"open".to_owned()));
    assert!(!played.is_seen("behind", "cup_here"));
    played.does(Input::Acknowledge);
    played.does(Input::Take { item: id("cup") });
    assert!(played.is_seen("behind", "cup_here"), "its place closes over");
}

#[test]
fn somebody_goes_from_picture_to_picture_and_comes_to_stand_in_its_zone() {
    let scratch = tempfile::tempdir().unwrap();
    let mut played = Played::of(&pump(scratch.path(), PUMP));
    assert_eq!(played.stage.spots().len(), 2, "a picture that is only shown is no place");
    assert!(
        played.stage.in_reach(&id("valve")) && !played.stage.in_reach(&id("shelf")) && !played.stage.in_reach(&id("in_room"))
    );
    // Keys that walk only look along the photo, and never leave it.
    for _ in 0..200 {
        played.stage.walk(1.0, 1.0, 0.1);
    }
    assert!(played.stage.spots()[0].is_here && played.stage.in_reach(&id("valve")));
    assert!(played.stage.approach(&id("in_room")));
    played.passes();
    assert!(played.stage.spots()[1].is_here && played.stage.in_reach(&id("in_room")) && played.stage.in_reach(&id("shelf")));
    // A dented mark in a panorama is hit where it is, and not in its dent.
    played.stage.face(&id("shelf"));
    played.passes();
    let middle = Ray::from_view(played.stage.world_from_view(), played.stage.fov_y(), 1.5, Vec2::ZERO);
    let (picture, spot) = played.stage.spot_under(middle).unwrap();
    assert!(picture == "room" && (spot - Vec2::new(0.23, 0.55)).length() < 0.02, "{spot}");
}

#[test]
fn the_hash_of_what_is_played_covers_the_pictures() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("pump");
    std::fs::create_dir(&folder).unwrap();
    let hash = || {
        let mut library = Library::open(&home().join("modules"), &home().join("content")).unwrap();
        library.find(&folder.display().to_string()).unwrap();
        library.package_sha256(library.module("pump").unwrap(), "pictures").unwrap()
    };
    pump(&folder, PUMP);
    let before = hash();
    assert_eq!(before, hash());
    write_picture(&folder, "panel.png", 60, 45);
    assert_ne!(before, hash());
}

#[test]
fn pictures_that_cannot_be_shown_are_told_before_anybody_plays() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("pump");
    std::fs::create_dir(&folder).unwrap();
    write_picture(scratch.path(), "secret.png", 64, 48);
    for (from, to) in [
        ("file = \"panel.png\"", "file = \"../secret.png\""),
        ("file = \"panel.png\"", "file = \"no.png\""),
        ("file = \"panel.png\"", "file = \"module.toml\""),
        ("file = \"panel.png\"", "file = \"panel.png\"\nkind = \"panorama\""),
    ] {
        let shelf = pump(&folder, &PUMP.replacen(from, to, 1));
        assert_eq!(codes(&shelf), ["P091"], "{to}: {:?}", shelf.diagnostics);
    }
    pump(&folder, PUMP);
    std::fs::write(folder.join("panel.png"), b"GIF89a").unwrap();
    assert_eq!(codes(&open_module(&folder, &home().join("content")).unwrap()), ["P091"]);
}

#[test]
fn a_picture_comes_onto_a_screen_of_a_real_room() {
    let scratch = tempfile::tempdir().unwrap();
    let toml = PUMP.split("[marks.").next().unwrap().replace("\"pictures\"", "\"harbour-clinic\"");
    let toml = toml
        + "[objects.screen]\nnode = \"Workstation_Screen\"\nname = \"screen\"\nkind = \"button\"\n\n[[step]]\nid = \"press\"\n\
           say = \"Press the screen.\"\ndo = { press = \"screen\" }\nthen = [{ picture = \"panel\", on = \"screen\" }]\n\n[[step]]\n\
           id = \"again\"\nsay = \"Press it again.\"\ndo = { press = \"screen\" }\n";
    let mut played = Played::of(&pump(scratch.path(), &toml));
    assert!(!played.is_seen("picture", "panel"));
    played.does(Input::Press { object: id("screen") });
    assert!(played.is_seen("picture", "panel"));
}
