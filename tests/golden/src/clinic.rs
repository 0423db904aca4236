//! The harbour clinic as it is played: the scene, the light that lies beside it, and the cameras that look at it.

use crate::{Shot, draw, draw_linear, gpu, project_root, view};
use glam::Vec3;
use image::RgbaImage;
use render::{Environment, Gpu, RoomLight, Tier, View};
use scene::{Extra, Image, ImageFormat, Room, Scene};

/// From the entrance, as a trainee comes in.
pub fn from_the_entrance() -> View {
    view(Vec3::new(2.55, 1.55, 2.25), Vec3::new(-0.25, 1.12, -1.6), 51.47)
}

pub fn from_behind_the_counter() -> View {
    view(Vec3::new(-1.6, 1.6, -1.9), Vec3::new(0.9, 1.0, 1.6), 60.0)
}

pub fn close_to_the_wall_of_signs() -> View {
    view(Vec3::new(2.3, 1.5, -1.3), Vec3::new(2.6, 1.3, -2.6), 55.0)
}

pub fn along_the_corridor() -> View {
    view(Vec3::new(1.6, 1.6, -3.0), Vec3::new(1.5, 1.2, -8.0), 60.0)
}

/// The clinic with the guide at ease.
pub fn photographed(tier: Tier, view: View, size_px: [u32; 2]) -> RgbaImage {
    photographed_with(&gpu(), tier, view, size_px)
}

/// The same on a given adapter.
pub fn photographed_with(gpu: &Gpu, tier: Tier, view: View, size_px: [u32; 2]) -> RgbaImage {
    seen(|scene, environment| draw(gpu, scene, &Shot::of(size_px, tier, view, environment)))
}

/// The same as exposed radiance, four numbers a pixel.
pub fn metered(tier: Tier, view: View, size_px: [u32; 2]) -> Vec<f32> {
    seen(|scene, environment| draw_linear(&gpu(), scene, &Shot::of(size_px, tier, view, environment)))
}

fn seen<T>(draw: impl FnOnce(Scene, Environment) -> T) -> T {
    let scene = scene();
    let (lightmap, rooms) = (lightmap(), rooms());
    let rooms: Vec<_> = rooms.iter().map(|(room, radiance)| RoomLight { room, radiance }).collect();
    let exposure_ev = exposure_ev(&scene);
    draw(scene, Environment { lightmap: Some(&lightmap), rooms: &rooms, exposure_ev, ..Environment::default() })
}

/// As it stands in the game: the guide at ease, not in the pose the rig was bound in.
pub fn scene() -> Scene {
    let bytes =
        std::fs::read(project_root().join("content/harbour-clinic/harbour-clinic.glb")).expect("the project's scene is there");
    let imported =
        gltf_import::import(&bytes, &|_| None, &gltf_import::Limits::default()).expect("the project's scene can be read");
    let mut scene = imported.scene;
    if let Some(idle) = scene.find_animation("Guide_Idle") {
        scene.animations[idle].sample(0.0).write(&mut scene);
    }
    scene
}

pub fn exposure_ev(scene: &Scene) -> f32 {
    scene.extras.get("exposure_ev").and_then(Extra::as_number).unwrap_or(0.0) as f32
}

pub fn lightmap() -> Image {
    beside("harbour-clinic.lightmap.png")
}

pub fn rooms() -> Vec<(Room, Image)> {
    let bytes =
        std::fs::read(project_root().join("content/harbour-clinic/harbour-clinic.rooms.json")).expect("the rooms are there");
    let rooms = gltf_import::rooms(&bytes, &gltf_import::Limits::default()).expect("the project's rooms can be read");
    rooms.into_iter().map(|room| (room.clone(), beside(&room.radiance))).collect()
}

fn beside(name: &str) -> Image {
    let picture =
        image::open(project_root().join("content/harbour-clinic").join(name)).expect("the sidecar is there").into_rgba8();
    let (width_px, height_px) = picture.dimensions();
    Image { name: name.into(), width_px, height_px, format: ImageFormat::Rgba8, pixels: picture.into_raw().into() }
}
