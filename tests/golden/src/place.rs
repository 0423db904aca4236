//! A scene of `content` as it is played: everybody at ease, and the light that lies beside it. It does not know who looks, nor from where.

use crate::{Shot, draw_linear, gpu, project_root};
use render::{Environment, RoomLight, Tier, View};
use scene::{Extra, Image, ImageFormat, Room, Scene};
use std::path::PathBuf;

/// A folder of `content`, read.
pub struct Place {
    pub scene: Scene,
    lightmap: Image,
    rooms: Vec<(Room, Image)>,
}

impl Place {
    /// # Panics
    ///
    /// When the folder lacks one of the scene's files.
    pub fn read(name: &str) -> Self {
        Self { scene: scene(name), lightmap: picture(name, &format!("{name}.lightmap.png")), rooms: rooms(name) }
    }

    /// Hides nodes by name; what hangs on them stays.
    ///
    /// # Panics
    ///
    /// When there is no such node.
    pub fn without<'a>(mut self, absent: impl IntoIterator<Item = &'a str>) -> Self {
        for name in absent {
            let node = self.scene.find(name).unwrap_or_else(|| panic!("the scene has no node {name}"));
            self.scene.nodes[node].mesh = None;
        }
        self
    }

    pub fn exposure_ev(&self) -> f32 {
        exposure_ev(&self.scene)
    }

    /// Exposed radiance, four numbers a pixel.
    pub fn metered(&self, tier: Tier, view: View, size_px: [u32; 2]) -> Vec<f32> {
        self.seen(|scene, environment| draw_linear(&gpu(), scene, &Shot::of(size_px, tier, view, environment)))
    }

    /// Draws a copy of the scene in its light.
    pub fn seen<T>(&self, draw: impl FnOnce(Scene, Environment) -> T) -> T {
        let rooms: Vec<_> = self.rooms.iter().map(|(room, radiance)| RoomLight { room, radiance }).collect();
        let environment = Environment {
            lightmap: Some(&self.lightmap),
            rooms: &rooms,
            exposure_ev: self.exposure_ev(),
            ..Environment::default()
        };
        draw(self.scene.clone(), environment)
    }
}

/// As it stands in the game: people at ease, not in the pose the rig was bound in.
pub fn scene(name: &str) -> Scene {
    let bytes = std::fs::read(beside(name, &format!("{name}.glb"))).expect("the project's scene is there");
    let imported =
        gltf_import::import(&bytes, &|_| None, &gltf_import::Limits::default()).expect("the project's scene can be read");
    let mut scene = imported.scene;
    let at_ease: Vec<_> =
        scene.animations.iter().filter(|clip| clip.name.ends_with("_Idle")).map(|clip| clip.sample(0.0)).collect();
    for pose in at_ease {
        pose.write(&mut scene);
    }
    scene
}

pub fn exposure_ev(scene: &Scene) -> f32 {
    scene.extras.get("exposure_ev").and_then(Extra::as_number).unwrap_or(0.0) as f32
}

pub fn rooms(name: &str) -> Vec<(Room, Image)> {
    let bytes = std::fs::read(beside(name, &format!("{name}.rooms.json"))).expect("the rooms are there");
    let rooms = gltf_import::rooms(&bytes, &gltf_import::Limits::default()).expect("the project's rooms can be read");
    rooms.into_iter().map(|room| (room.clone(), picture(name, &room.radiance))).collect()
}

/// A picture that lies beside the scene.
pub fn picture(name: &str, file: &str) -> Image {
    let picture = image::open(beside(name, file)).expect("the sidecar is there").into_rgba8();
    let (width_px, height_px) = picture.dimensions();
    Image { name: file.into(), width_px, height_px, format: ImageFormat::Rgba8, pixels: picture.into_raw().into() }
}

/// A file in the scene's folder.
pub fn beside(name: &str, file: &str) -> PathBuf {
    project_root().join("content").join(name).join(file)
}
