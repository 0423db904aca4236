//! The reception from four cameras, on both tiers: what a trainee sees.

use glam::Vec3;
use golden::{Shot, check, draw, gpu, project_root, view};
use render::{Environment, Tier, View};
use scene::{Extra, Image, ImageFormat, Scene};

fn load() -> (Scene, Image, Image) {
    let folder = project_root().join("content/harbour-clinic");
    let bytes = std::fs::read(folder.join("harbour-clinic.glb")).expect("the project's scene is there");
    let imported =
        gltf_import::import(&bytes, &|_| None, &gltf_import::Limits::default()).expect("the project's scene can be read");
    let mut scene = imported.scene;
    // As it stands in the game: the guide at ease, not in the pose the rig was bound in.
    if let Some(idle) = scene.find_animation("Guide_Idle") {
        scene.animations[idle].sample(0.0).write(&mut scene);
    }
    let sidecar = |what: &str| {
        let picture = image::open(folder.join(format!("harbour-clinic.{what}.png"))).expect("the sidecar is there").into_rgba8();
        let (width_px, height_px) = picture.dimensions();
        Image { name: what.into(), width_px, height_px, format: ImageFormat::Rgba8, pixels: picture.into_raw().into() }
    };
    (scene, sidecar("lightmap"), sidecar("env"))
}

fn check_view(name: &str, tier: Tier, view: View) {
    let (scene, lightmap, environment) = load();
    let exposure_ev = scene.extras.get("exposure_ev").and_then(Extra::as_number).unwrap_or(0.0) as f32;
    let environment =
        Environment { lightmap: Some(&lightmap), environment: Some(&environment), exposure_ev, ..Environment::default() };
    let shot = Shot::of([480, 270], tier, view, environment);
    check(name, &draw(&gpu(), scene, &shot));
}

#[test]
fn from_the_entrance() {
    let entrance = view(Vec3::new(2.55, 1.55, 2.25), Vec3::new(-0.25, 1.12, -1.6), 51.47);
    check_view("reception_entrance_full", Tier::Medium, entrance);
    check_view("reception_entrance_low", Tier::Low, entrance);
}

#[test]
fn from_behind_the_counter() {
    check_view("reception_counter", Tier::Medium, view(Vec3::new(-1.6, 1.6, -1.9), Vec3::new(0.9, 1.0, 1.6), 60.0));
}

#[test]
fn close_to_the_wall_of_signs() {
    check_view("reception_signs", Tier::Medium, view(Vec3::new(2.3, 1.5, -1.3), Vec3::new(2.6, 1.3, -2.6), 55.0));
}

#[test]
fn along_the_corridor() {
    check_view("corridor", Tier::Medium, view(Vec3::new(1.6, 1.6, -3.0), Vec3::new(1.5, 1.2, -8.0), 60.0));
}
