//! How a scene is looked at: by a parallel camera, on every tier and with all that effects put into it, and with so many samples of a pixel.

use glam::{Mat4, Quat, Vec3, Vec4};
use golden::{Builder, Shot, ball, check, difference, draw, gpu, quad, view};
use image::RgbaImage;
use render::{
    Cut, Environment, Fog, Ghost, GhostShape, Matter, Outline, OutlineStyle, Plume, Projection, Showing, Tier, View, WorldText,
};
use scene::{Light, LightKind, Material, Node, Scene, Transform};
use std::f32::consts::FRAC_PI_2;

const SIZE_PX: [u32; 2] = [128, 128];
const AMBER: [u8; 3] = [0xff, 0xc2, 0x3c];
const HALF_HEIGHT_M: f32 = 1.6;

fn glossy(linear: Vec3) -> Material {
    Material { base_color: Vec4::from((linear, 1.0)), metallic: 0.0, roughness: 0.25, ..Material::default() }
}

/// A floor in the sun and under a lamp, with three balls one behind the other, the last two of which glass and a wall stand before.
fn balls() -> Scene {
    let mut builder = Builder::default();
    let floor = Transform { rotation: Quat::from_rotation_x(-FRAC_PI_2), ..Transform::IDENTITY };
    builder.add_placed(floor, quad(6.0), glossy(Vec3::splat(0.3)));
    for (x, z, color) in
        [(-0.9, 1.5, Vec3::new(0.6, 0.1, 0.1)), (0.0, -0.5, Vec3::new(0.1, 0.5, 0.1)), (0.9, -2.5, Vec3::splat(0.5))]
    {
        builder.add(Vec3::new(x, 0.4, z), ball(0.4), glossy(color));
    }
    let glass = Material { alpha_mode: scene::AlphaMode::Blend, base_color: Vec4::new(0.2, 0.3, 0.5, 0.4), ..glossy(Vec3::ONE) };
    builder.add(Vec3::new(0.0, 0.5, 0.2), quad(0.3), glass);
    let mut scene = builder.scene;
    let rotation = Quat::from_rotation_y(-0.7) * Quat::from_rotation_x(-0.9);
    let mut add = |kind, intensity, transform| {
        scene.lights.push(Light { name: "light".into(), color: Vec3::ONE, intensity, kind, range_m: None });
        scene.roots.push(scene.nodes.len());
        scene.nodes.push(Node { transform, light: Some(scene.lights.len() - 1), ..Node::default() });
    };
    add(LightKind::Directional, 2.0, Transform { rotation, ..Transform::IDENTITY });
    add(LightKind::Point, 2.0, Transform { translation: Vec3::new(0.4, 1.6, 0.8), ..Transform::IDENTITY });
    scene
}

/// From above and in front, with parallel rays, and the same from so far away that they are all but parallel.
fn parallel_and_far() -> [View; 2] {
    const FAR_M: f32 = 300.0;
    let towards = Vec3::new(0.3, 0.6, 1.0).normalize();
    let near = view(Vec3::Y * 0.3 + towards * 8.0, Vec3::Y * 0.3, 1.0);
    let far = view(Vec3::Y * 0.3 + towards * FAR_M, Vec3::Y * 0.3, 2.0 * (HALF_HEIGHT_M / FAR_M).atan().to_degrees());
    let projection = Projection::Orthographic { half_height_m: HALF_HEIGHT_M, far_m: 30.0 };
    [View { projection, ..near }, View { near_m: FAR_M - 10.0, ..far }]
}

fn environment<'a>() -> Environment<'a> {
    Environment { exposure_ev: -0.5, ..Environment::default() }
}

#[test]
fn a_parallel_camera_sees_what_one_sees_from_far_away() {
    let gpu = gpu();
    let texts = [WorldText {
        text: "Plan",
        world_from_text: Mat4::from_translation(Vec3::new(-0.4, 1.1, -1.0)),
        size_m: 0.3,
        srgb: AMBER,
        sheet: None,
    }];
    // The ball in the middle stands before the text's lower half; the last ball's line ends where something is before it.
    let outline = |nodes, through_walls| Outline { nodes, srgb: AMBER, style: OutlineStyle::Solid, fill: 0.3, through_walls };
    let outlines = [outline(&[3], false), outline(&[1], true)];
    let ghosts = [Ghost {
        shape: GhostShape::Node(2),
        world_from_shape: Mat4::from_translation(Vec3::new(0.7, 0.4, 1.0)),
        srgb: AMBER,
        opacity: 0.5,
        opacity_behind: 0.2,
    }];
    let plumes = [Plume {
        matter: Matter::Steam,
        world_from_source: Mat4::from_translation(Vec3::new(-0.9, 0.5, 0.4)),
        spread_m: 0.1,
        age_secs: 4.0,
        lasts_secs: 20.0,
        seed: 7,
    }];
    let cuts = [Cut { nodes: &[2], plane: Vec4::new(1.0, 0.0, 0.0, -0.1), srgb: [0xd9, 0x8a, 0x3d] }];
    for (tier, name) in [(Tier::Low, "parallel_low"), (Tier::Medium, "parallel_full"), (Tier::High, "parallel_high")] {
        let [seen, far] = parallel_and_far().map(|view| {
            let showing = Showing { cuts: &cuts, ..Showing::default() };
            let shot = Shot::of(SIZE_PX, tier, view, environment());
            let shot = Shot { texts: &texts, outlines: &outlines, ghosts: &ghosts, plumes: &plumes, showing, ..shot };
            draw(&gpu, balls(), &shot)
        });
        let (mean, differs) = difference(&far, &seen);
        golden::keep(&format!("{name}.far.png"), &far);
        golden::keep(&format!("{name}.far.differs.png"), &differs);
        assert!(mean < 0.02, "{name} differs by {mean:.4} from the same seen from far away");
        check(name, &seen);
    }
}

fn middle(picture: &RgbaImage) -> [u8; 4] {
    picture.get_pixel(SIZE_PX[0] / 2, SIZE_PX[1] / 2).0
}

#[test]
fn fog_before_a_parallel_camera_begins_where_the_camera_is() {
    let gpu = gpu();
    // A dark wall 9 m off, looked at from 4 m up where the fog is thinner, a little downwards.
    let mut builder = Builder::default();
    builder.add(Vec3::ZERO, quad(20.0), glossy(Vec3::ZERO));
    let scene = builder.scene;
    for (tier, thins_out_m) in [(Tier::Low, None), (Tier::Medium, Some(2.0)), (Tier::High, Some(2.0))] {
        let fog = Some(Fog { srgb: [200, 210, 216], visibility_m: 25.0, thins_out_m });
        let straight = view(Vec3::new(0.0, 4.0, 9.0), Vec3::new(0.0, 2.5, 0.0), 30.0);
        let projection = Projection::Orthographic { half_height_m: 2.0, far_m: 100.0 };
        let seen = [straight, View { projection, ..straight }].map(|view| {
            let shot = Shot::of(SIZE_PX, tier, view, Environment { fog, ..Environment::default() });
            middle(&draw(&gpu, scene.clone(), &shot))
        });
        let off = seen[0].iter().zip(seen[1]).map(|(a, b)| a.abs_diff(b)).max().unwrap();
        assert!(off <= 2 && seen[0][0] > 30, "{tier:?}: in the middle both see {seen:?}");
    }
}

#[test]
fn so_many_samples_are_taken_as_was_said() {
    let gpu = gpu();
    // A bright board with slanted edges before black: a sample more is a shade more.
    let mut builder = Builder::default();
    let rotation = Quat::from_rotation_z(0.3);
    builder.add_placed(Transform { rotation, ..Transform::IDENTITY }, quad(1.0), golden::unlit(Vec3::ONE));
    let scene = builder.scene;
    let ahead = view(Vec3::new(0.0, 0.0, 4.0), Vec3::ZERO, 45.0);
    let drawn = |tier, n_samples| {
        let shot = Shot::of(SIZE_PX, tier, ahead, Environment::default());
        draw(&gpu, scene.clone(), &Shot { n_samples, ..shot })
    };
    if !gpu.can_multisample() {
        assert_eq!(drawn(Tier::Medium, Some(1)), drawn(Tier::Medium, None));
        return;
    }
    assert_eq!(drawn(Tier::Medium, Some(4)), drawn(Tier::Medium, None), "the tier's own");
    assert_eq!(drawn(Tier::Low, Some(1)), drawn(Tier::Low, None), "the tier's own");
    let shades = |picture: &RgbaImage| {
        let shades: std::collections::BTreeSet<u8> = picture.pixels().map(|pixel| pixel.0[0]).collect();
        shades.len()
    };
    assert_eq!(shades(&drawn(Tier::Medium, Some(4))), 5, "none, all, and three in between");
    assert!(shades(&drawn(Tier::Medium, Some(1))) > 5, "one sample is smoothed afterwards");
    assert_ne!(drawn(Tier::Low, Some(4)), drawn(Tier::Low, None));
    assert_ne!(drawn(Tier::High, Some(1)), drawn(Tier::High, None));
}
