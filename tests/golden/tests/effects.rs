//! What effects put into a scene: steam, smoke, spray and fire; highlights; ghosts; things whose light is out.

use glam::{Mat4, Quat, Vec3};
use golden::{Builder, Shot, check, draw, gpu, matte, quad, shapes, view};
use image::RgbaImage;
use render::{Environment, Ghost, GhostShape, Matter, Outline, OutlineStyle, Plume, Tier};
use scene::{Scene, Transform};
use std::f32::consts::FRAC_PI_2;

const AMBER: [u8; 3] = [0xff, 0xc2, 0x3c];

/// A floor and a red board on it in the sun; the board is node 1.
fn board() -> Scene {
    let mut builder = Builder::default();
    let floor = Transform { rotation: Quat::from_rotation_x(-FRAC_PI_2), ..Transform::IDENTITY };
    builder.add_placed(floor, quad(4.0), matte(Vec3::splat(0.35)));
    builder.add(Vec3::new(0.0, 0.5, 0.0), quad(0.5), matte(Vec3::new(0.6, 0.1, 0.1)));
    builder.add_sun(Quat::from_rotation_y(-0.7) * Quat::from_rotation_x(-0.8), 3.0);
    builder.scene
}

fn shot<'a>(tier: Tier) -> Shot<'a> {
    let view = view(Vec3::new(0.0, 1.5, 4.2), Vec3::new(0.0, 0.8, 0.0), 42.0);
    Shot::of([192, 128], tier, view, Environment { exposure_ev: -0.6, ..Environment::default() })
}

fn plume(matter: Matter, x: f32, age_secs: f32) -> Plume {
    let world_from_source = Mat4::from_translation(Vec3::new(x, 0.15, 0.6)) * Mat4::from_rotation_y(FRAC_PI_2);
    Plume { matter, world_from_source, spread_m: 0.08, age_secs, lasts_secs: 30.0, seed: 11 }
}

fn n_different(a: &RgbaImage, b: &RgbaImage) -> usize {
    a.pixels().zip(b.pixels()).filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 8)).count()
}

#[test]
fn steam_smoke_spray_and_fire_are_soft_clouds_that_look_the_same_each_time() {
    let plumes = [
        plume(Matter::Steam, -1.3, 6.0),
        plume(Matter::Smoke, -0.5, 6.0),
        plume(Matter::Fire, 0.25, 6.0),
        plume(Matter::Spray, 0.7, 6.0),
    ];
    let gpu = gpu();
    for (tier, name) in [(Tier::Medium, "plumes_full"), (Tier::Low, "plumes_low"), (Tier::High, "plumes_high")] {
        let picture = draw(&gpu, board(), &Shot { plumes: &plumes, ..shot(tier) });
        check(name, &picture);
        let again = draw(&gpu, board(), &Shot { plumes: &plumes, ..shot(tier) });
        assert_eq!(n_different(&picture, &again), 0);
        let bare = draw(&gpu, board(), &shot(tier));
        assert!(n_different(&picture, &bare) > 2_500, "{name}: the clouds are seen");
    }
}

#[test]
fn a_plume_is_hidden_by_what_stands_before_it() {
    let behind =
        [Plume { world_from_source: Mat4::from_translation(Vec3::new(0.0, 0.1, -0.9)), ..plume(Matter::Steam, 0.0, 0.4) }];
    let gpu = gpu();
    let picture = draw(&gpu, board(), &Shot { plumes: &behind, ..shot(Tier::Medium) });
    let bare = draw(&gpu, board(), &shot(Tier::Medium));
    assert!(n_different(&picture, &bare) < 40, "{}", n_different(&picture, &bare));
}

#[test]
fn a_highlight_lies_over_the_thing_and_its_line_around_it() {
    let outlines = [Outline { nodes: &[1], srgb: AMBER, style: OutlineStyle::Solid, fill: 0.45, through_walls: true }];
    check("highlight", &draw(&gpu(), board(), &Shot { outlines: &outlines, ..shot(Tier::Medium) }));
}

#[test]
fn a_hand_an_arrow_and_a_copy_are_seen_through_and_fainter_behind_things() {
    let shapes = shapes();
    let mesh = |name: &str| shapes.nodes[shapes.find(name).expect("the shape is there")].mesh.expect("it has a mesh");
    let ghost = |shape, world_from_shape| Ghost { shape, world_from_shape, srgb: AMBER, opacity: 0.8, opacity_behind: 0.3 };
    let hand = |name: &str, x: f32| {
        let place = Mat4::from_scale_rotation_translation(Vec3::splat(4.0), Quat::from_rotation_y(0.5), Vec3::new(x, 0.7, 0.5));
        ghost(GhostShape::Mesh(mesh(name)), place)
    };
    let arrow = Mat4::from_scale_rotation_translation(Vec3::splat(0.6), Quat::IDENTITY, Vec3::new(0.3, 0.75, -0.3));
    let copy = Mat4::from_translation(Vec3::new(1.4, 0.4, -0.6));
    let ghosts = [
        hand("Hand_Point", -1.3),
        hand("Hand_Grip", -0.35),
        hand("Hand_Flat", 0.75),
        ghost(GhostShape::Mesh(mesh("Arrow")), arrow),
        ghost(GhostShape::Node(1), copy),
    ];
    let gpu = gpu();
    for (tier, name) in [(Tier::Medium, "ghosts_full"), (Tier::Low, "ghosts_low"), (Tier::High, "ghosts_high")] {
        check(name, &draw(&gpu, board(), &Shot { ghosts: &ghosts, ..shot(tier) }));
    }
}

#[test]
fn a_lamp_that_is_out_does_not_glow() {
    let mut scene = board();
    let lamp = scene.nodes[1].mesh.and_then(|mesh| scene.meshes[mesh].primitives[0].material).expect("the board has a material");
    scene.materials[lamp].emissive = Vec3::splat(2.0);
    let gpu = gpu();
    let middle = |dark: &[usize]| {
        let picture = draw(&gpu, scene.clone(), &Shot { dark, ..shot(Tier::Medium) });
        picture.get_pixel(96, 80).0[1]
    };
    assert!(middle(&[]) > middle(&[1]) + 60, "{} {}", middle(&[]), middle(&[1]));
    assert_eq!(middle(&[0]), middle(&[]), "another node's light is its own");
}
