//! The renderer beside a plain integrator of the specification's material: grids of balls under known lights. 0.02 is the limit for
//! light from known directions, where only rounding and edges may differ; for light from everywhere it is 0.04 on the high tier, which
//! gathers along each lobe. The medium tier looks up what was blurred beforehand as if every surface were seen straight on: how far
//! that is off is said for each grid. Mirrors of high contrast, cloth, rough glass, films whose colours change with the
//! angle of every facet, and grain, which blurs one way only, are beyond 0.04 there.

use glam::{Quat, Vec3, Vec4};
use golden::reference::{Ball, Lights, Matter, pictures, shown, texel};
use golden::{Builder, Shot, ball, difference, draw, draw_linear, gpu, keep, view};
use image::RgbaImage;
use render::{Environment, Tier, View};
use scene::{
    Anisotropy, Clearcoat, Image, ImageFormat, Iridescence, Light, LightKind, Material, Node, Sheen, Specular, Transform,
};
use scene::{Scene, Transmission};
use std::f32::consts::{PI, TAU};

const DIRECT_MAX: f32 = 0.02;
const EVERYWHERE_MAX: f32 = 0.04;
/// From ball to ball: so far that none takes light from another on its way around a pixel's surroundings.
const STEP_M: f32 = 40.0;
const RADIUS_M: f32 = 0.48 * STEP_M;
const BALL_PX: u32 = 44;
const N_DIRECTIONS: u32 = 768;

const COLOR: Vec3 = Vec3::new(0.75, 0.42, 0.2);
const ROUGHNESSES: [f32; 5] = [0.1, 0.3, 0.5, 0.75, 1.0];

fn plain(roughness: f32, metallic: f32) -> Material {
    Material { base_color: Vec4::from((COLOR, 1.0)), roughness, metallic, ..Material::default() }
}

/// A row of materials for each of `rows`, by roughness.
fn grid<R>(rows: &[R], of: impl Fn(f32, &R) -> Material) -> Vec<Vec<Material>> {
    rows.iter().map(|row| ROUGHNESSES.iter().map(|roughness| of(*roughness, row)).collect()).collect()
}

#[test]
fn metal_and_roughness() {
    compare("metal", &grid(&[0.0, 0.5, 1.0], |roughness, metallic| plain(roughness, *metallic)), 0.05);
}

#[test]
fn clearcoat() {
    let of = |roughness: f32, (factor, coat_roughness): &(f32, f32)| Material {
        clearcoat: Clearcoat { factor: *factor, roughness: *coat_roughness, ..Clearcoat::default() },
        ..plain(roughness, 0.0)
    };
    compare("clearcoat", &grid(&[(0.5, 0.1), (1.0, 0.1), (1.0, 0.4)], of), EVERYWHERE_MAX);
}

#[test]
fn sheen() {
    let of = |roughness: f32, color: &Vec3| Material {
        base_color: Vec4::new(0.2, 0.05, 0.1, 1.0),
        sheen: Sheen { color: *color, roughness: roughness.max(0.2), ..Sheen::default() },
        ..plain(0.8, 0.0)
    };
    compare("sheen", &grid(&[Vec3::splat(0.3), Vec3::ONE, Vec3::new(0.1, 0.4, 0.9)], of), 0.08);
}

#[test]
fn transmission() {
    let of = |roughness: f32, factor: &f32| Material {
        transmission: Transmission { factor: *factor, texture: None },
        ..plain(roughness, 0.0)
    };
    compare("transmission", &grid(&[0.3, 0.7, 1.0], of), 0.065);
}

#[test]
fn specular_and_ior() {
    let of = |roughness: f32, (ior, factor, color): &(f32, f32, Vec3)| Material {
        ior: *ior,
        specular: Specular { factor: *factor, color: *color, ..Specular::default() },
        ..plain(roughness, 0.0)
    };
    compare(
        "specular",
        &grid(&[(1.2, 1.0, Vec3::ONE), (2.4, 0.5, Vec3::ONE), (1.8, 1.0, Vec3::new(0.2, 0.6, 1.0))], of),
        EVERYWHERE_MAX,
    );
}

#[test]
fn iridescence() {
    let of = |roughness: f32, (film_nm, metallic): &(f32, f32)| Material {
        iridescence: Iridescence { factor: 1.0, thickness_max_nm: *film_nm, ..Iridescence::default() },
        ..plain(roughness, *metallic)
    };
    compare("iridescence", &grid(&[(300.0, 0.0), (500.0, 0.0), (400.0, 1.0)], of), 0.07);
}

#[test]
fn anisotropy() {
    let of = |roughness: f32, strength: &f32| Material {
        anisotropy: Anisotropy { strength: *strength, ..Anisotropy::default() },
        ..plain(roughness, 1.0)
    };
    compare("anisotropy", &grid(&[0.3, 0.6, 0.9], of), 0.105);
}

/// Both kinds of light, each beside the integrator. `looked_up_max`: on the medium tier, with light from everywhere.
fn compare(name: &str, rows: &[Vec<Material>], looked_up_max: f32) {
    let [direct, direct_high] = measured(&format!("{name}_direct"), rows, true);
    let [looked_up, gathered] = measured(&format!("{name}_everywhere"), rows, false);
    println!(
        "{name}: with light from known directions {direct:.4} and on the high tier {direct_high:.4}, from everywhere {looked_up:.4} \
         and {gathered:.4}"
    );
    let direct = direct.max(direct_high);
    assert!(direct <= DIRECT_MAX, "{name} differs by {direct:.4} under sun and lamps; see target/golden/{name}_direct.*");
    assert!(looked_up <= looked_up_max, "{name} differs by {looked_up:.4}; see target/golden/{name}_everywhere.*");
    assert!(gathered <= EVERYWHERE_MAX, "{name} differs by {gathered:.4}; see target/golden/{name}_everywhere.High.*");
}

/// On the medium and the high tier.
fn measured(name: &str, rows: &[Vec<Material>], is_direct: bool) -> [f32; 2] {
    let (n_columns, n_rows) = (rows[0].len() as u32, rows.len() as u32);
    let size_px = [n_columns * BALL_PX, n_rows * BALL_PX];
    let view = camera(n_rows as f32);
    let places = rows.iter().enumerate().flat_map(|(y, row)| row.iter().enumerate().map(move |(x, material)| (x, y, material)));
    let place = |x: usize, y: usize| {
        STEP_M * Vec3::new(x as f32 - 0.5 * (n_columns - 1) as f32, 0.5 * (n_rows - 1) as f32 - y as f32, 0.0)
    };
    let mut builder = Builder::default();
    let mut balls = Vec::new();
    for (x, y, material) in places {
        builder.add(place(x, y), ball(RADIUS_M), material.clone());
        balls.push(Ball { center: place(x, y), radius: RADIUS_M, matter: Matter::of(material) });
    }
    let sun = (Vec3::new(-0.35, 0.45, 1.0).normalize(), Vec3::splat(1.6));
    let lamps = [(Vec3::new(4.5, 2.5, 1.5), Vec3::new(9.0, 11.0, 16.0)), (Vec3::new(-1.0, -3.5, -2.0), Vec3::splat(14.0))];
    let lamps = lamps.map(|(at, intensity)| (at * STEP_M, intensity * STEP_M * STEP_M));
    let (suns, lamps): (&[_], &[_]) = if is_direct { (&[sun], &lamps) } else { (&[], &[]) };
    add_lights(&mut builder.scene, suns, lamps);
    let sky: &(dyn Fn(Vec3) -> Vec3 + Sync) = &sky;
    let [wanted, wanted_light] =
        pictures(&balls, &Lights { suns, lamps, everywhere: (!is_direct).then_some((sky, N_DIRECTIONS)) }, &view, size_px);
    let black = |_| Vec3::ZERO;
    let image = equirect(if is_direct { &black } else { sky });
    let environment = Environment { environment: Some(&image), ..Environment::default() };
    keep(&format!("{name}.wanted.png"), &wanted);
    let medium = draw(&gpu(), builder.scene.clone(), &Shot::of(size_px, Tier::Medium, view, environment));
    // As radiance: what the high tier puts around bright things, and between them, is not about materials.
    let light = draw_linear(&gpu(), builder.scene, &Shot::of(size_px, Tier::High, view, environment));
    let mut texels = light.chunks_exact(4).map(|light| texel(shown(Vec3::from_slice(light))));
    let high = RgbaImage::from_fn(size_px[0], size_px[1], |_, _| texels.next().expect("one for each pixel"));
    [("", &wanted, medium), (".High", &wanted_light, high)].map(|(tier, wanted, seen)| {
        let (mean, differs) = difference(wanted, &seen);
        keep(&format!("{name}{tier}.seen.png"), &seen);
        keep(&format!("{name}{tier}.differs.png"), &differs);
        mean
    })
}

/// Far away and narrow, with the grid just in sight.
fn camera(n_rows: f32) -> View {
    let away = 12.0;
    view(Vec3::new(0.0, 0.0, away * STEP_M), Vec3::ZERO, 2.0 * (0.5 * n_rows / away).atan().to_degrees())
}

fn add_lights(scene: &mut Scene, suns: &[(Vec3, Vec3)], lamps: &[(Vec3, Vec3)]) {
    let mut add = |kind, color: Vec3, transform| {
        scene.lights.push(Light { name: "light".into(), color, intensity: 1.0, kind, range_m: None });
        scene.roots.push(scene.nodes.len());
        scene.nodes.push(Node { transform, light: Some(scene.lights.len() - 1), ..Node::default() });
    };
    for (to_sun, irradiance) in suns {
        let rotation = Quat::from_rotation_arc(Vec3::Z, *to_sun);
        add(LightKind::Directional, *irradiance, Transform { rotation, ..Transform::IDENTITY });
    }
    for (at, intensity) in lamps {
        add(LightKind::Point, *intensity, Transform { translation: *at, ..Transform::IDENTITY });
    }
}

/// A room with a window to the left, a lamp overhead and a warm floor.
fn sky(direction: Vec3) -> Vec3 {
    let up = direction.y;
    let wall = Vec3::new(0.32, 0.34, 0.38).lerp(if up > 0.0 { Vec3::splat(0.6) } else { Vec3::new(0.25, 0.16, 0.1) }, up.abs());
    let glow = |towards: Vec3, width: f32, color: Vec3| {
        let angle = direction.dot(towards.normalize()).clamp(-1.0, 1.0).acos();
        let t = ((width - angle) / (0.4 * width)).clamp(0.0, 1.0);
        color * (t * t * (3.0 - 2.0 * t))
    };
    wall + glow(Vec3::new(-1.0, 0.4, 0.7), 0.7, Vec3::new(1.2, 1.4, 1.7))
        + glow(Vec3::new(0.4, 1.0, 0.3), 0.7, Vec3::new(1.8, 1.6, 1.3))
}

/// As pictures beside a scene say it: the middle looks along -Z, three quarters along +X.
fn equirect(radiance: &dyn Fn(Vec3) -> Vec3) -> Image {
    let (width_px, height_px) = (256, 128);
    let texel = |i: u32| {
        let longitude = TAU * (((i % width_px) as f32 + 0.5) / width_px as f32 - 0.5);
        let (sin, cos) = (PI * ((i / width_px) as f32 + 0.5) / height_px as f32).sin_cos();
        let root = (radiance(Vec3::new(sin * longitude.sin(), cos, -sin * longitude.cos())) / 16.0).map(f32::sqrt);
        let alpha = (root.max_element() * 255.0).ceil().clamp(1.0, 255.0);
        let [r, g, b] = (root * 255.0 / alpha).to_array().map(|value| (value * 255.0).round() as u8);
        [r, g, b, alpha as u8]
    };
    let pixels: Vec<u8> = (0..width_px * height_px).flat_map(texel).collect();
    Image { name: "sky".into(), width_px, height_px, format: ImageFormat::Rgba8, pixels: pixels.into() }
}
