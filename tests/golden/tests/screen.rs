//! What the screen adds to light: how open pixels are to their surroundings, glow around what is bright, fog, and blending in linear
//! light. Numbers first, in radiance; pictures of the reception last.

use glam::{Quat, Vec2, Vec3, Vec4};
use golden::{Builder, Shot, check, clinic, draw, draw_linear, gpu, quad, unlit, view};
use render::{Environment, Fog, Outline, OutlineStyle, RoomLight, Tier};
use scene::{AlphaMode, Extra, Image, ImageFormat, Material, NodeIdx, Primitive, Scene, Specular, Transform};
use std::f32::consts::{FRAC_PI_2, PI};

const SIZE_PX: [u32; 2] = [160, 120];

/// Neither mirrors nor bounces much: what it sends is how open it is.
fn dull() -> Material {
    let specular = Specular { factor: 0.0, ..Specular::default() };
    Material { base_color: Vec4::new(0.1, 0.1, 0.1, 1.0), metallic: 0.0, roughness: 1.0, specular, ..Material::default() }
}

/// The same light from everywhere.
fn even(side_px: u32) -> Image {
    let pixels = [128, 128, 128, 255].repeat((side_px * side_px) as usize);
    Image { name: "even".into(), width_px: side_px, height_px: side_px, format: ImageFormat::Rgba8, pixels: pixels.into() }
}

fn lying() -> Quat {
    Quat::from_rotation_x(-FRAC_PI_2)
}

/// With coordinates in a lightmap.
fn baked(mut primitive: Primitive) -> Primitive {
    primitive.vertices.uv1 = vec![Vec2::splat(0.5); primitive.vertices.positions.len()];
    primitive
}

/// A floor at height 0 and a wall 4 m wide along x = 0, whose light side looks along +X.
/// What their files say of both, if anything.
fn corner(floor_says: Option<&str>, wall_says: Option<&str>) -> Scene {
    let mut builder = Builder::default();
    let floor = Transform { rotation: lying(), ..Transform::IDENTITY };
    let wall = Transform { translation: Vec3::Y * 4.0, rotation: Quat::from_rotation_y(FRAC_PI_2), ..Transform::IDENTITY };
    let floor = builder.add_placed(floor, baked(quad(4.0)), dull());
    let wall = builder.add_placed(wall, baked(quad(4.0)), dull());
    for (node, says) in [(floor, floor_says), (wall, wall_says)] {
        builder.scene.nodes[node].extras.extend(says.map(|says| (says.into(), Extra::Flag(true))));
    }
    builder.scene
}

/// How open the floor is at `away_m` from the wall: the radiance on the high tier as a share of that on the medium one.
fn open_floor(scene: &Scene, away_m: f32) -> f32 {
    open_beside(scene, Vec3::new(away_m, 0.0, 0.0), &[])
}

/// The same anywhere in the corner, and once nodes have moved.
fn open_beside(scene: &Scene, target: Vec3, moved: &[(NodeIdx, Vec3)]) -> f32 {
    let light = even(64);
    let view = view(target + Vec3::new(0.9, 1.1, 0.4), target, 40.0);
    let environment = Environment { environment: Some(&light), lightmap: Some(&light), ..Environment::default() };
    let middle = |tier| {
        let picture = draw_linear(&gpu(), scene.clone(), &Shot { moved, ..Shot::of(SIZE_PX, tier, view, environment) });
        let [x, y] = SIZE_PX.map(|side| side as usize / 2);
        picture[4 * (y * SIZE_PX[0] as usize + x)]
    };
    middle(Tier::High) / middle(Tier::Medium)
}

#[test]
fn a_floor_is_as_open_as_the_wall_beside_it_leaves_it() {
    let scene = corner(None, None);
    // What an endless wall of a height hides of the sky, weighted by the cosine.
    let open = |away_m: f32, height_m: f32| 1.0 - 0.5 * (1.0 - away_m / away_m.hypot(height_m));
    for away_m in [0.02, 0.06, 0.15] {
        let seen = open_floor(&scene, away_m);
        // What is nearer than a third of a metre counts in full, what is farther than 0.6 m not at all. Glow mixes in a little.
        assert!((open(away_m, 3.0) - 0.05..open(away_m, 0.2) + 0.08).contains(&seen), "{away_m} m from the wall: {seen}");
    }
    assert!((open_floor(&scene, 1.2) - 1.0).abs() < 0.02, "far from the wall nothing is hidden");
}

#[test]
fn a_plane_is_entirely_open_from_wherever_it_is_seen() {
    let light = even(64);
    let mut builder = Builder::default();
    builder.add_placed(Transform { rotation: lying(), ..Transform::IDENTITY }, quad(40.0), dull());
    for eye in [Vec3::new(0.0, 1.6, 0.0), Vec3::new(0.2, 0.3, 0.1)] {
        let environment = Environment { environment: Some(&light), ..Environment::default() };
        let view = view(eye, eye + Vec3::new(0.3, -0.9, -1.0), 50.0);
        let of = |tier| draw_linear(&gpu(), builder.scene.clone(), &Shot::of(SIZE_PX, tier, view, environment));
        for (high, medium) in of(Tier::High).iter().zip(of(Tier::Medium)) {
            assert!((high - medium).abs() < 0.005 * medium.max(0.01), "{high} where it is {medium}");
        }
    }
}

#[test]
fn what_is_in_the_lightmap_dims_it_no_second_time_and_what_moved_in_does() {
    let (lit, known) = (Some("lightmap"), Some("baked_shadow"));
    assert!((open_floor(&corner(lit, lit), 0.06) - 1.0).abs() < 0.01, "the bake knows the wall");
    assert!(
        (open_floor(&corner(lit, known), 0.06) - 1.0).abs() < 0.01,
        "and what has no light of its own in it, but stood there"
    );
    assert!(open_floor(&corner(lit, None), 0.06) < 0.75, "and not what was put there later");
    for wall in [lit, known] {
        assert!(open_floor(&corner(None, wall), 0.06) < 0.75, "on what moves, everything counts");
    }
    let (wall, at) = (1, Vec3::new(0.5, 4.0, 0.0));
    for says in [lit, known] {
        let open = open_beside(&corner(lit, says), Vec3::new(0.56, 0.0, 0.0), &[(wall, at)]);
        assert!(open < 0.75, "what has moved is not in the light of where it is now: {open}");
    }
    let on_wall = open_beside(&corner(lit, known), Vec3::new(0.0, 0.06, 0.0), &[]);
    assert!(on_wall < 0.75, "what has no light of its own in the bake is dimmed by everything: {on_wall}");
}

#[test]
fn glow_spreads_light_and_makes_none() {
    let mut builder = Builder::default();
    let lamp = Material { emissive: Vec3::splat(40.0), base_color: Vec4::W, ..dull() };
    builder.add(Vec3::ZERO, quad(0.1), lamp);
    let view = view(Vec3::Z * 2.0, Vec3::ZERO, 40.0);
    let black = Image { pixels: vec![0; 4 * 64 * 64].into(), ..even(64) };
    let environment = Environment { environment: Some(&black), ..Environment::default() };
    let shot = |tier| Shot::of([128, 128], tier, view, environment);
    let seen = |tier| {
        let picture = draw(&gpu(), builder.scene.clone(), &shot(tier));
        picture.pixels().map(|pixel| linear(pixel.0[1])).collect::<Vec<f32>>()
    };
    let (plain, glowing) = (seen(Tier::Medium), seen(Tier::High));
    let n_lit = plain.iter().filter(|light| **light > 0.0).count();
    let around: f32 = plain.iter().zip(&glowing).filter(|(plain, _)| **plain == 0.0).map(|(_, light)| light).sum();
    let share = around / (40.0 * n_lit as f32);
    assert!((0.01..0.04).contains(&share), "{share} of the lamp's light is beside it, where 0.04 is scattered");
    let at = |x: usize| glowing[64 * 128 + x];
    assert!(at(50) > 0.02 && at(50) > 3.0 * at(20), "beside the lamp it is not dark, and darker the farther from it");
    let radiance = draw_linear(&gpu(), builder.scene.clone(), &shot(Tier::High));
    assert_eq!(radiance[4 * (64 * 128 + 50) + 1], 0.0, "radiance that is not shown has none");
}

fn linear(srgb: u8) -> f32 {
    let value = f32::from(srgb) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

#[test]
fn half_of_the_light_comes_through_what_covers_half_on_the_high_tier() {
    let mut builder = Builder::default();
    builder.add(Vec3::ZERO, quad(2.0), unlit(Vec3::ONE));
    let half = Material { base_color: Vec4::new(0.0, 0.0, 0.0, 0.5), alpha_mode: AlphaMode::Blend, ..unlit(Vec3::ZERO) };
    builder.add(Vec3::new(-0.5, 0.0, 0.1), quad(0.3), half);
    let board: NodeIdx = builder.add(Vec3::new(0.5, 0.0, 0.1), quad(0.3), unlit(Vec3::ONE));
    let nodes = [board];
    let outlines = [Outline { nodes: &nodes, srgb: [0; 3], style: OutlineStyle::Solid, fill: 0.5, through_walls: false }];
    let view = view(Vec3::Z * 2.0, Vec3::ZERO, 40.0);
    // 188 is sRGB for a half. On the other tiers colours are blended as they are encoded, which is what their targets can do at no price.
    for (tier, wanted) in [(Tier::High, 188), (Tier::Medium, 128), (Tier::Low, 128)] {
        let shot = Shot { outlines: &outlines, ..Shot::of([128, 128], tier, view, Environment::default()) };
        let picture = draw(&gpu(), builder.scene.clone(), &shot);
        for (what, x) in [("glass", 20), ("what is marked", 108)] {
            let seen = picture.get_pixel(x, 64).0[1];
            assert!(seen.abs_diff(wanted) <= 2, "{what} is {seen} on {tier:?}");
        }
    }
}

#[test]
fn a_photo_is_shown_as_it_was_taken_on_the_high_tier_too() {
    for srgb in [12, 120, 200, 255] {
        let linear = (f32::from(srgb) / 255.0 + 0.055).powf(2.4) / 1.055_f32.powf(2.4);
        let linear = if srgb < 11 { f32::from(srgb) / 255.0 / 12.92 } else { linear };
        let mut builder = Builder::default();
        builder.add(Vec3::ZERO, quad(2.0), unlit(Vec3::splat(linear)));
        let environment = Environment { exposure_ev: 1.0, ..Environment::default() };
        let shot = Shot::of([64, 64], Tier::High, view(Vec3::Z, Vec3::ZERO, 40.0), environment);
        let seen = draw(&gpu(), builder.scene, &shot).get_pixel(32, 32).0[0];
        assert!(seen.abs_diff(srgb) <= 1, "{seen} where it is {srgb}");
    }
}

#[test]
fn fog_lets_light_through_by_distance_and_height_on_every_tier() {
    let fog = Fog { srgb: [188; 3], visibility_m: 20.0, thins_out_m: None };
    let thinning = Fog { thins_out_m: Some(3.0), ..fog };
    let color = ((188.0_f32 / 255.0 + 0.055) / 1.055).powf(2.4);
    let (density, eye) = (20.0_f32.ln() / 20.0, Vec3::new(0.0, 2.0, 0.0));
    for (fog, falloff) in [(fog, 0.0), (thinning, 1.0 / 3.0)] {
        for (away_m, up_m) in [(2.0_f32, 0.0_f32), (12.0, 0.0), (12.0, 6.0), (12.0, -1.5)] {
            let target = eye + Vec3::new(0.0, up_m, -away_m);
            let mut builder = Builder::default();
            builder.add(target, quad(6.0), Material { base_color: Vec4::W, emissive: Vec3::X, ..dull() });
            let path_m = away_m.hypot(up_m);
            // By a thousand steps along the way.
            let thickness = |i: i32| (-(eye.y + up_m * (i as f32 + 0.5) / 1000.0) * falloff).exp() / 1000.0;
            let clear = (-density * path_m * (0..1000).map(thickness).sum::<f32>()).exp();
            let black = Image { pixels: vec![0; 4 * 64 * 64].into(), ..even(64) };
            let environment =
                Environment { environment: Some(&black), exposure_ev: 0.7, fog: Some(fog), ..Environment::default() };
            for tier in [Tier::Low, Tier::Medium, Tier::High] {
                let picture =
                    draw_linear(&gpu(), builder.scene.clone(), &Shot::of([64, 64], tier, view(eye, target, 20.0), environment));
                let [r, g] = [0, 1].map(|channel| picture[4 * (32 * 64 + 32) + channel]);
                let wanted = [0.7_f32.exp2() * clear + color * (1.0 - clear), color * (1.0 - clear)];
                let off = (r - wanted[0]).abs().max((g - wanted[1]).abs());
                assert!(off < 0.012, "{tier:?}, {away_m} m away, {up_m} m up: {r} {g} instead of {wanted:?}");
            }
        }
    }
}

#[test]
fn where_nothing_is_there_is_fog() {
    let fog = Fog { srgb: [120, 130, 140], visibility_m: 20.0, thins_out_m: None };
    let environment = Environment { background_srgb: [255, 0, 0], fog: Some(fog), ..Environment::default() };
    let mut builder = Builder::default();
    builder.add(Vec3::new(0.0, -400.0, -400.0), quad(300.0), dull());
    for tier in [Tier::Low, Tier::Medium, Tier::High] {
        let picture =
            draw(&gpu(), builder.scene.clone(), &Shot::of([64, 64], tier, view(Vec3::Z, Vec3::ZERO, 60.0), environment));
        let [sky, ground] = [10, 60].map(|y| picture.get_pixel(32, y).0);
        assert!(sky.iter().zip(ground).all(|(sky, ground)| sky.abs_diff(ground) <= 1), "{tier:?}: {sky:?} {ground:?}");
        assert!(sky[0].abs_diff(114) < 12 && sky[2] > sky[0], "{sky:?} is the fog's colour");
    }
}

/// `guide`: where she stands and which way she looks, radians.
fn check_reception(name: &str, (eye, target): (Vec3, Vec3), guide: Option<(Vec3, f32)>, fog: Option<Fog>) {
    let (mut scene, lightmap, rooms) = (clinic::scene(), clinic::lightmap(), clinic::rooms());
    let rooms: Vec<_> = rooms.iter().map(|(room, radiance)| RoomLight { room, radiance }).collect();
    let figure = scene.find("Guide").expect("the guide is there");
    if let Some((at, turn)) = guide {
        scene.nodes[figure].transform =
            Transform { translation: at, rotation: Quat::from_rotation_y(turn), ..Transform::IDENTITY };
    }
    let exposure_ev = clinic::exposure_ev(&scene);
    let environment = Environment { lightmap: Some(&lightmap), rooms: &rooms, exposure_ev, fog, ..Environment::default() };
    check(name, &draw(&gpu(), scene, &Shot::of([640, 360], Tier::High, view(eye, target, 50.0), environment)));
}

#[test]
fn the_reception_on_the_high_tier() {
    let entrance = (Vec3::new(2.55, 1.55, 2.25), Vec3::new(-0.25, 1.12, -1.6));
    check_reception("reception_high", entrance, None, None);
}

#[test]
fn the_guide_near_a_wall() {
    let near = (Vec3::new(1.0, 1.35, -0.6), Vec3::new(2.35, 0.7, -2.5));
    check_reception("guide_high", near, Some((Vec3::new(2.45, 0.0, -2.33), -PI * 0.1)), None);
}

#[test]
fn the_reception_in_smoke() {
    let fog = Fog { srgb: [150, 150, 150], visibility_m: 9.0, thins_out_m: None };
    let entrance = (Vec3::new(2.55, 1.55, 2.25), Vec3::new(-0.25, 1.12, -1.6));
    check_reception("reception_fog", entrance, None, Some(fog));
}

#[test]
fn white_glass_over_black_is_half_as_bright_as_light_on_the_high_tier() {
    let mut builder = Builder::default();
    builder.add(Vec3::ZERO, quad(2.0), unlit(Vec3::ZERO));
    let half = Material { base_color: Vec4::new(1.0, 1.0, 1.0, 0.5), alpha_mode: AlphaMode::Blend, ..unlit(Vec3::ONE) };
    builder.add(Vec3::Z * 0.1, quad(0.5), half);
    let shot = Shot::of([64, 64], Tier::High, view(Vec3::Z * 2.0, Vec3::ZERO, 40.0), Environment::default());
    let seen = draw(&gpu(), builder.scene, &shot).get_pixel(32, 32).0[1];
    assert!(seen.abs_diff(188) <= 1, "{seen}, where 188 is half the light");
}
