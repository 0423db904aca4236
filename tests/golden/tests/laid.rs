//! Pictures that lie on the floor: up a step, against a wall, around what stands on them and what moves over them.

use glam::{Mat4, Quat, Vec2, Vec3};
use golden::{Builder, Shot, ball, check, draw, gpu, matte, quad, view};
use image::RgbaImage;
use player::pictures::lay;
use render::{Environment, Outline, OutlineStyle, Tier};
use scene::{Filter, Image, ImageFormat, Material, Node, NodeIdx, Sampler, Scene, Texture, TextureRef};
use scene::{Transform, Vertices, Wrap};
use std::f32::consts::FRAC_PI_2;

const AMBER: [u8; 3] = [0xff, 0xc2, 0x3c];
/// Of the picture's paint, on every tier: more red than anything else.
const N_PAINT_MIN: usize = 1_500;

const BALL: NodeIdx = 4;
const CART: NodeIdx = 5;
const PLACE: NodeIdx = 6;

/// A floor (0) with a step of 5 cm along its right (1, its front 2), a wall at the back (3), a ball (4) and a flat cart that slides (5), in the
/// sun; and a place in the middle (6).
fn room() -> Scene {
    let mut builder = Builder::default();
    let lying = Quat::from_rotation_x(-FRAC_PI_2);
    let at = |translation: Vec3, rotation: Quat, scale: Vec3| Transform { translation, rotation, scale };
    builder.add_placed(at(Vec3::ZERO, lying, Vec3::ONE), quad(3.0), matte(Vec3::splat(0.45)));
    builder.add_placed(at(Vec3::new(3.4, 0.05, 0.0), lying, Vec3::ONE), quad(3.0), matte(Vec3::new(0.35, 0.4, 0.45)));
    let front = at(Vec3::new(0.4, 0.025, 0.0), Quat::from_rotation_y(-FRAC_PI_2), Vec3::new(1.0, 0.025 / 3.0, 1.0));
    builder.add_placed(front, quad(3.0), matte(Vec3::new(0.35, 0.4, 0.45)));
    builder.add(Vec3::new(0.0, 3.0, -0.42), quad(3.0), matte(Vec3::new(0.5, 0.5, 0.42)));
    builder.add(Vec3::new(0.1, 0.16, 0.1), ball(0.16), matte(Vec3::new(0.1, 0.25, 0.5)));
    builder.add_placed(at(Vec3::new(-0.5, 0.04, 0.3), lying, Vec3::ONE), quad(0.2), matte(Vec3::new(0.1, 0.35, 0.15)));
    builder.scene.roots.push(builder.scene.nodes.len());
    builder.scene.nodes.push(Node { name: "Place".to_owned(), ..Node::default() });
    builder.add_sun(Quat::from_rotation_y(-0.7) * Quat::from_rotation_x(-0.8), 3.0);
    builder.scene
}

/// An arrow that points up, with a bar on its left only, on clear ground with a frame: 96 x 64 texels.
fn arrow(scene: &mut Scene) -> usize {
    let texel = |x: i32, y: i32| {
        let is_frame = x < 3 || y < 3 || x >= 93 || y >= 61;
        let is_head = (8..32).contains(&y) && (x - 48).abs() <= y - 8;
        let is_shaft = (32..56).contains(&y) && (x - 48).abs() <= 8;
        let is_bar = (8..16).contains(&x) && (8..56).contains(&y);
        if is_frame || is_head || is_shaft || is_bar { [214, 40, 32, 255] } else { [214, 40, 32, 0] }
    };
    let pixels: Vec<u8> = (0..64).flat_map(|y| (0..96).flat_map(move |x| texel(x, y))).collect();
    let (name, format) = ("arrow".to_owned(), ImageFormat::Rgba8);
    scene.images.push(Image { name: name.clone(), width_px: 96, height_px: 64, format, pixels: pixels.into() });
    let (magnify, minify) = (Filter::Linear, Filter::Linear);
    let sampler = Sampler { wrap_u: Wrap::Clamp, wrap_v: Wrap::Clamp, magnify, minify, mipmaps: true };
    scene.textures.push(Texture { image: scene.images.len() - 1, sampler });
    let texture = scene.textures.len() - 1;
    let shown = TextureRef { texture, uv_set: 0, offset: Vec2::ZERO, rotation: 0.0, scale: Vec2::ONE };
    scene.materials.push(Material { name, base_color_texture: Some(shown), unlit: true, ..Material::default() });
    scene.materials.len() - 1
}

/// The room with the arrow on its floor.
fn laid() -> (Scene, NodeIdx) {
    let mut scene = room();
    let picture = arrow(&mut scene);
    let node = lay(&mut scene, PLACE, 1.35, picture, &[BALL, CART]).expect("there is a floor");
    scene.nodes[node].visible = true;
    (scene, node)
}

fn shot<'a>(tier: Tier) -> Shot<'a> {
    let view = view(Vec3::new(-0.3, 1.5, 1.7), Vec3::new(0.0, 0.0, 0.05), 42.0);
    Shot::of([320, 180], tier, view, Environment { exposure_ev: -0.6, ..Environment::default() })
}

fn is_paint(pixel: &image::Rgba<u8>) -> bool {
    let [red, green, blue, _] = pixel.0.map(i32::from);
    red > 90 && red > 2 * green && red > 2 * blue
}

fn n_paint(picture: &RgbaImage) -> usize {
    picture.pixels().filter(|pixel| is_paint(pixel)).count()
}

#[test]
fn a_picture_lies_on_the_floor_up_a_step_and_ends_at_the_wall() {
    let gpu = gpu();
    let (scene, node) = laid();
    let vertices: &Vertices = &scene.meshes[scene.nodes[node].mesh.expect("it has a mesh")].primitives[0].vertices;
    assert!(vertices.positions.iter().all(|at| at.y < 0.06), "nothing of it climbs the wall, the ball or the cart");
    for (tier, name) in [(Tier::Medium, "laid_full"), (Tier::Low, "laid_low"), (Tier::High, "laid_high")] {
        let picture = draw(&gpu, scene.clone(), &shot(tier));
        check(name, &picture);
        assert!(n_paint(&picture) > N_PAINT_MIN, "{name}: {} pixels of paint", n_paint(&picture));
        assert_eq!(n_paint(&draw(&gpu, room(), &shot(tier))), 0, "{name}: only the picture is painted");
    }
}

#[test]
fn what_moves_over_a_picture_hides_it_and_takes_nothing_of_it_along() {
    let gpu = gpu();
    let (here, _) = laid();
    let mut away = here.clone();
    away.nodes[CART].transform.translation.z = 1.0;
    let (before, after) = (draw(&gpu, here, &shot(Tier::Medium)), draw(&gpu, away.clone(), &shot(Tier::Medium)));
    assert!(
        n_paint(&after) > n_paint(&before) + 100,
        "what the cart hid is seen again: {} {}",
        n_paint(&before),
        n_paint(&after)
    );
    check("laid_moved", &after);
    let mut hidden = away;
    hidden.nodes[CART].visible = false;
    let bare = draw(&gpu, hidden, &shot(Tier::Medium));
    assert!(n_paint(&bare).abs_diff(n_paint(&after)) < 60, "the cart carries no paint");
}

#[test]
fn an_outline_goes_around_what_stands_on_a_picture_and_not_around_the_picture() {
    let gpu = gpu();
    let nodes = [BALL];
    let outlines = [Outline { nodes: &nodes, srgb: AMBER, style: OutlineStyle::Solid, fill: 0.0, through_walls: false }];
    let (scene, _) = laid();
    let marked = draw(&gpu, scene, &Shot { outlines: &outlines, ..shot(Tier::Medium) });
    check("laid_outlined", &marked);
    let shot = Shot { outlines: &outlines, ..shot(Tier::Medium) };
    let is_amber = |pixel: &image::Rgba<u8>| pixel.0.iter().zip(AMBER).all(|(a, b)| a.abs_diff(b) < 12);
    let amber = |picture: &RgbaImage| -> Vec<(u32, u32)> {
        picture.enumerate_pixels().filter(|(.., pixel)| is_amber(pixel)).map(|(x, y, _)| (x, y)).collect()
    };
    let (with, without) = (amber(&marked), amber(&draw(&gpu, room(), &shot)));
    assert!(
        with == without && with.len() > 60,
        "the line is where it was: {} pixels, {} without a picture",
        with.len(),
        without.len()
    );
}

#[test]
fn a_picture_far_off_and_seen_flat_neither_flickers_nor_sinks_into_the_floor() {
    let gpu = gpu();
    let (scene, _) = laid();
    let world: Mat4 = scene.world_from_nodes()[PLACE];
    let at = world.w_axis.truncate();
    for away_m in [4.0, 8.0, 12.0] {
        let view = view(at + Vec3::new(0.0, 0.25 * away_m, away_m), at, 9.0 * 4.0 / away_m);
        let picture = draw(&gpu, scene.clone(), &Shot { view, ..shot(Tier::Medium) });
        // The shaft of the arrow, left of the ball, has no holes.
        let column = (0..180).filter(|y| is_paint(picture.get_pixel(160 - 12, *y))).collect::<Vec<u32>>();
        let ends = column.first().zip(column.last());
        assert!(ends.is_some_and(|(first, last)| last - first > 6), "{away_m} m away: {column:?}");
    }
}
