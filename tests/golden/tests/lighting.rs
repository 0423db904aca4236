//! Sun and shadow, lamps, outlines and text in the world, in scenes of a few shapes.

use glam::{Mat4, Quat, Vec3};
use golden::{Builder, Shot, check, draw, gpu, matte, quad, view};
use image::RgbaImage;
use render::{Environment, Outline, OutlineStyle, Tier, View, WorldText};
use scene::{LightKind, Scene, Transform};
use std::f32::consts::FRAC_PI_2;

fn floor() -> Transform {
    Transform { rotation: Quat::from_rotation_x(-FRAC_PI_2), ..Transform::IDENTITY }
}

fn shot(scene: Scene, tier: Tier, outlines: &[Outline], texts: &[WorldText]) -> RgbaImage {
    let view: View = view(Vec3::new(0.0, 2.0, 4.0), Vec3::new(0.0, 0.4, 0.0), 40.0);
    let environment = Environment { exposure_ev: -1.0, ..Environment::default() };
    draw(&gpu(), scene, &Shot { outlines, texts, ..Shot::of([128, 128], tier, view, environment) })
}

/// A floor with a board that stands on it in the sun, which shines from the left.
fn board_in_the_sun() -> Builder {
    let mut builder = Builder::default();
    builder.add_placed(floor(), quad(3.0), matte(Vec3::splat(0.6)));
    builder.add(Vec3::new(-0.3, 0.5, 0.0), quad(0.5), matte(Vec3::new(0.6, 0.1, 0.1)));
    // Seen from the sun the board is a back: it shades all the same.
    let rotation = Quat::from_rotation_y(-2.2) * Quat::from_rotation_x(-0.8);
    builder.add_sun(rotation, 4.0);
    builder
}

fn luma(picture: &RgbaImage, x: u32, y: u32) -> i32 {
    picture.get_pixel(x, y).0[..3].iter().map(|value| i32::from(*value)).sum::<i32>() / 3
}

#[test]
fn boards_shade_the_floor_from_both_sides() {
    for (tier, name) in [(Tier::Medium, "sun_full"), (Tier::Low, "sun_low")] {
        let picture = shot(board_in_the_sun().scene, tier, &[], &[]);
        check(name, &picture);
        let darkest = (50..128).map(|x| luma(&picture, x, 84)).min().unwrap();
        assert!(luma(&picture, 4, 120) - darkest > 25, "the board's shadow lies on the floor");
    }
}

#[test]
fn lamps_light_what_is_near() {
    let mut builder = Builder::default();
    builder.add_placed(floor(), quad(3.0), matte(Vec3::splat(0.6)));
    builder.add_light(Transform { translation: Vec3::new(-0.8, 0.5, 0.3), ..Transform::IDENTITY }, LightKind::Point, 1.5);
    let down = Transform { translation: Vec3::new(0.9, 1.5, 0.3), rotation: Quat::from_rotation_x(-FRAC_PI_2), scale: Vec3::ONE };
    builder.add_light(down, LightKind::Spot { inner: 0.2, outer: 0.3 }, 6.0);
    let picture = shot(builder.scene, Tier::Medium, &[], &[]);
    check("lamps", &picture);
    assert!(luma(&picture, 31, 84) > luma(&picture, 64, 115) + 20, "under the lamp it is brighter");
    assert!(luma(&picture, 102, 84) > luma(&picture, 124, 84) + 20, "the spot has an edge");
}

#[test]
fn outlines_show_through_walls_only_where_wanted() {
    let mut builder = board_in_the_sun();
    let behind = builder.add(Vec3::new(-0.3, 0.5, -1.0), quad(0.25), matte(Vec3::new(0.1, 0.1, 0.6)));
    let beside = builder.add(Vec3::new(0.8, 0.4, 0.5), quad(0.3), matte(Vec3::new(0.1, 0.6, 0.1)));
    let amber = [0xFF, 0xC2, 0x3C];
    let outline = |nodes, style, through_walls| Outline { nodes, srgb: amber, style, fill: 0.0, through_walls };
    let nodes = [[behind], [beside]];
    let draw = |through_walls| {
        let outlines = [outline(&nodes[0], OutlineStyle::Solid, through_walls), outline(&nodes[1], OutlineStyle::Dashed, false)];
        shot(builder.scene.clone(), Tier::Medium, &outlines, &[])
    };
    let n_amber = |picture: &RgbaImage, from_x: u32, to_x: u32| {
        let is_amber = |p: &[u8]| p[0] > 230 && p[1].abs_diff(0xC2) < 20 && p[2] < 120;
        picture.enumerate_pixels().filter(|(x, _, pixel)| (from_x..to_x).contains(x) && is_amber(&pixel.0)).count()
    };
    let through = draw(true);
    assert!(n_amber(&through, 0, 75) > 30, "the hidden node is outlined");
    assert!(n_amber(&through, 80, 128) > 20, "so is the other, with dashes");
    assert_eq!(n_amber(&draw(false), 0, 70), 0, "hidden behind the board it is not");
    check("outlines", &through);
}

#[test]
fn text_stands_in_the_world_and_hides_behind_things() {
    let builder = board_in_the_sun();
    let place = |x: f32, y: f32, z: f32| Mat4::from_translation(Vec3::new(x, y, z));
    let texts = [
        WorldText {
            text: "Äg 42\nready",
            world_from_text: place(0.7, 0.9, 0.2),
            size_m: 0.28,
            srgb: [255, 255, 255],
            sheet: None,
        },
        WorldText { text: "hidden", world_from_text: place(-0.3, 0.5, -0.3), size_m: 0.2, srgb: [0, 255, 0], sheet: None },
    ];
    for (tier, name) in [(Tier::Medium, "text_full"), (Tier::Low, "text_low"), (Tier::High, "text_high")] {
        let picture = shot(builder.scene.clone(), tier, &[], &texts);
        assert!(picture.pixels().any(|pixel| pixel.0[..3].iter().all(|value| *value > 245)), "white strokes are white");
        assert!(!picture.pixels().any(|pixel| pixel.0[1] > 200 && pixel.0[0] < 100), "nothing shows through the board");
        check(name, &picture);
    }
}
