//! Things shown otherwise than they are: cut open, as if of glass, taken apart.

use glam::{Mat4, Quat, Vec3, Vec4};
use golden::{Builder, Shot, ball, check, draw, gpu, quad, view};
use image::RgbaImage;
use render::{Cut, Environment, Glass, Outline, OutlineStyle, Showing, Tier};
use scene::{Exploded, Material, Node, Scene, Transform, bounds_of};
use std::f32::consts::FRAC_PI_2;

const ORANGE: [u8; 3] = [0xd9, 0x8a, 0x3d];
const PALE: [u8; 3] = [0x8f, 0xb8, 0xc4];
const AMBER: [u8; 3] = [0xff, 0xc2, 0x3c];

fn matte(linear: Vec3) -> Material {
    Material { base_color: Vec4::from((linear, 1.0)), metallic: 0.0, roughness: 0.8, ..Material::default() }
}

fn place(at: Vec3, scale: Vec3) -> Transform {
    Transform { translation: at, rotation: Quat::IDENTITY, scale }
}

/// A floor (0), a shell (1) with a core in it (2), and beside it the same shell mirrored (3) with a core (4), in the sun.
fn cores() -> Scene {
    let mut builder = Builder::default();
    let floor = Transform { rotation: Quat::from_rotation_x(-FRAC_PI_2), ..Transform::IDENTITY };
    builder.add_placed(floor, quad(4.0), matte(Vec3::splat(0.35)));
    for (x, scale) in [(-0.8, Vec3::splat(0.6)), (0.8, Vec3::new(-0.6, 0.6, 0.6))] {
        builder.add_placed(place(Vec3::new(x, 0.6, 0.0), scale), ball(1.0), matte(Vec3::new(0.1, 0.25, 0.6)));
        builder.add_placed(place(Vec3::new(x, 0.6, 0.0), Vec3::splat(0.25)), ball(1.0), matte(Vec3::new(0.6, 0.1, 0.1)));
    }
    builder.add_sun(Quat::from_rotation_y(0.6) * Quat::from_rotation_x(-0.8), 3.0);
    builder.scene
}

fn shot<'a>(tier: Tier) -> Shot<'a> {
    let view = view(Vec3::new(0.4, 1.5, 3.6), Vec3::new(0.0, 0.55, 0.0), 42.0);
    Shot::of([192, 128], tier, view, Environment { exposure_ev: -0.6, ..Environment::default() })
}

fn n_like(picture: &RgbaImage, srgb: [u8; 3]) -> usize {
    picture.pixels().filter(|pixel| pixel.0.iter().zip(srgb).all(|(a, b)| a.abs_diff(b) < 12)).count()
}

#[test]
fn a_plane_cuts_things_open_and_the_cut_is_filled() {
    let gpu = gpu();
    let front = Vec4::new(0.0, 0.0, 1.0, 0.0);
    let slanted =
        Vec4::from((Vec3::new(1.0, 1.0, 0.0).normalize(), -(Vec3::new(0.8, 0.6, 0.0).dot(Vec3::new(1.0, 1.0, 0.0).normalize()))));
    let cuts = [Cut { nodes: &[1], plane: front, srgb: ORANGE }, Cut { nodes: &[3, 4], plane: slanted, srgb: PALE }];
    let outlines = [Outline { nodes: &[3], srgb: AMBER, style: OutlineStyle::Solid, fill: 0.0, through_walls: true }];
    for (tier, name) in [(Tier::Medium, "cut_full"), (Tier::Low, "cut_low")] {
        let picture = draw(
            &gpu,
            cores(),
            &Shot { showing: Showing { cuts: &cuts, ..Showing::default() }, outlines: &outlines, ..shot(tier) },
        );
        check(name, &picture);
        assert!(n_like(&picture, ORANGE) > 250, "{name}: the cut is filled: {}", n_like(&picture, ORANGE));
        let whole = draw(&gpu, cores(), &shot(tier));
        assert_eq!(n_like(&whole, ORANGE), 0, "{name}: nothing is filled that is whole");
    }
}

/// Exporters give many closed things two sides; a sheet, or what has a hole, has no inside all the same.
#[test]
fn what_has_two_sides_is_filled_where_it_is_closed_and_only_there() {
    let gpu = gpu();
    let mut builder = Builder::default();
    let floor = Transform { rotation: Quat::from_rotation_x(-FRAC_PI_2), ..Transform::IDENTITY };
    builder.add_placed(floor, quad(4.0), matte(Vec3::splat(0.35)));
    let two_sided = |linear| Material { double_sided: true, ..matte(linear) };
    let mut open = ball(1.0);
    // Without its top.
    open.indices.drain(..open.indices.len() / 4);
    for (x, shape) in [(-1.25, ball(1.0)), (0.0, open), (1.25, quad(1.0))] {
        builder.add_placed(place(Vec3::new(x, 0.6, 0.0), Vec3::splat(0.5)), shape, two_sided(Vec3::new(0.1, 0.25, 0.6)));
    }
    // Mirrored and turned away, the sheet would be hatched if it were taken for a shell.
    builder.scene.nodes[3].transform.rotation = Quat::from_rotation_y(2.6);
    let mut scene = builder.scene;
    scene.lights = cores().lights;
    scene.roots.push(scene.nodes.len());
    scene.nodes.extend(cores().nodes.pop());
    let slanted = Vec3::new(0.0, 0.6, 0.8);
    let cuts = [Cut { nodes: &[1, 2, 3], plane: slanted.extend(-slanted.dot(Vec3::new(0.0, 0.6, 0.0))), srgb: ORANGE }];
    for (tier, name) in
        [(Tier::Medium, "cut_two_sided_full"), (Tier::Low, "cut_two_sided_low"), (Tier::High, "cut_two_sided_high")]
    {
        let picture = draw(&gpu, scene.clone(), &Shot { showing: Showing { cuts: &cuts, ..Showing::default() }, ..shot(tier) });
        check(name, &picture);
        let thirds = [0, 64, 128].map(|left| n_like(&image::imageops::crop_imm(&picture, left, 0, 64, 128).to_image(), ORANGE));
        assert!(thirds[0] > 250 && thirds[1] + thirds[2] < 5, "{name}: {thirds:?}");
    }
}

#[test]
fn through_glass_the_thing_behind_it_is_seen() {
    let gpu = gpu();
    let glass = Some(Glass { nodes: &[0, 1], srgb: PALE, opacity: 0.5 });
    for (tier, name) in [(Tier::Medium, "glass_full"), (Tier::Low, "glass_low")] {
        let picture = draw(&gpu, cores(), &Shot { showing: Showing { glass, ..Showing::default() }, ..shot(tier) });
        check(name, &picture);
        // The core of the left one, which its shell hid.
        let core = picture.get_pixel(55, 64).0;
        assert!(core[0] > core[2], "{name}: {core:?} is red");
    }
}

#[test]
fn parts_stand_apart() {
    let mut scene = cores();
    // One machine of four parts.
    let parts: Vec<usize> = (1..5).collect();
    let root = scene.nodes.len();
    scene.nodes.push(Node { children: parts.clone(), ..Node::default() });
    scene.roots.retain(|node| !parts.contains(node));
    scene.roots.push(root);
    parts.iter().for_each(|part| scene.nodes[*part].parent = Some(root));
    let mut world: Vec<Mat4> = scene.world_from_nodes();
    let apart = Exploded::of(&scene, &world, root, None, |node| bounds_of(&scene, &world, node));
    apart.move_parts(&scene, 1.0, &mut world);
    for node in parts {
        scene.nodes[node].transform.translation = world[node].w_axis.truncate();
    }
    let wide = Shot { view: view(Vec3::new(0.4, 1.5, 7.0), Vec3::new(0.0, 0.6, 0.0), 42.0), ..shot(Tier::Medium) };
    check("apart", &draw(&gpu(), scene, &wide));
}
