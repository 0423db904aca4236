//! OpenGL draws what Vulkan draws, on every tier: a row of balls with one layer each, under sun and lamp, before a striped board.

use glam::{Quat, Vec3, Vec4};
use golden::{Builder, Shot, ball, difference, draw, gpu, gpu_of, keep, matte, quad, unlit, view};
use render::{Backend, Environment, Fog, Gpu, Tier};
use scene::{Anisotropy, Clearcoat, Iridescence, LightKind, Material, Scene, Sheen, Specular, Transform, Transmission, Volume};
use std::f32::consts::FRAC_PI_2;

const SIZE_PX: [u32; 2] = [384, 96];
/// The two read textures and round in their own ways.
const DIFFERENCE_MAX: f32 = 0.01;

fn balls() -> Scene {
    let mut builder = Builder::default();
    for i in 0..16 {
        let color = if i % 2 == 0 { Vec3::new(0.7, 0.65, 0.5) } else { Vec3::new(0.08, 0.12, 0.2) };
        let translation = Vec3::new(i as f32 - 7.5, 0.0, -1.5);
        builder.add_placed(
            Transform { translation, scale: Vec3::new(0.5, 2.0, 1.0), ..Transform::IDENTITY },
            quad(1.0),
            unlit(color),
        );
    }
    let floor =
        Transform { translation: Vec3::new(0.0, -0.9, 0.0), rotation: Quat::from_rotation_x(-FRAC_PI_2), ..Transform::IDENTITY };
    builder.add_placed(floor, quad(8.0), matte(Vec3::splat(0.4)));
    builder.add_sun(Quat::from_rotation_arc(Vec3::Z, Vec3::new(-0.5, 0.7, 1.0).normalize()), 2.0);
    let above = Transform { translation: Vec3::new(2.0, 2.5, 2.0), ..Transform::IDENTITY };
    builder.add_light(above, LightKind::Point, 6.0);
    let plain = Material { base_color: Vec4::new(0.55, 0.2, 0.15, 1.0), metallic: 0.0, roughness: 0.4, ..Material::default() };
    let glass = Material {
        base_color: Vec4::new(0.95, 0.97, 1.0, 1.0),
        roughness: 0.2,
        transmission: Transmission { factor: 1.0, texture: None },
        volume: Volume { thickness_m: 0.8, ..Volume::default() },
        ..plain.clone()
    };
    let materials = [
        plain.clone(),
        Material { metallic: 1.0, ..plain.clone() },
        Material { clearcoat: Clearcoat { factor: 1.0, ..Clearcoat::default() }, ..plain.clone() },
        Material { sheen: Sheen { color: Vec3::new(0.9, 0.8, 0.6), roughness: 0.4, ..Sheen::default() }, ..plain.clone() },
        Material { specular: Specular { color: Vec3::new(0.2, 0.5, 1.0), ..Specular::default() }, ..plain.clone() },
        Material { iridescence: Iridescence { factor: 1.0, ..Iridescence::default() }, ..plain.clone() },
        Material { anisotropy: Anisotropy { strength: 0.8, ..Anisotropy::default() }, metallic: 1.0, ..plain },
        glass,
    ];
    for (i, material) in (0_u8..).zip(materials) {
        builder.add(Vec3::new(f32::from(i) * 1.5 - 5.25, 0.0, 0.0), ball(0.65), material);
    }
    builder.scene
}

fn drawn(gpu: &Gpu, tier: Tier, fog: Option<Fog>) -> image::RgbaImage {
    let view = view(Vec3::new(0.0, 0.4, 9.0), Vec3::ZERO, 20.0);
    let environment = Environment { fog, ..Environment::default() };
    // OpenGL as wgpu drives it has one sample a pixel where depth is read.
    draw(gpu, balls(), &Shot { n_samples: Some(1), ..Shot::of(SIZE_PX, tier, view, environment) })
}

#[test]
fn all_tiers_look_the_same() {
    let Some(opengl) = gpu_of(Backend::OpenGl) else { return };
    let vulkan = gpu();
    let fog = Fog { srgb: [200, 210, 216], visibility_m: 30.0, thins_out_m: None };
    for (tier, fog) in [(Tier::Low, None), (Tier::Medium, None), (Tier::High, None), (Tier::High, Some(fog))] {
        let [wanted, seen] = [&vulkan, &opengl].map(|gpu| drawn(gpu, tier, fog));
        let (mean, differs) = difference(&wanted, &seen);
        let bright = wanted.pixels().filter(|pixel| pixel.0[0] > 100).count();
        assert!(bright > wanted.pixels().len() / 10, "the picture of {tier:?} shows something");
        if mean > DIFFERENCE_MAX {
            keep(&format!("opengl_{tier:?}.seen.png"), &seen);
            keep(&format!("opengl_{tier:?}.wanted.png"), &wanted);
            let at = keep(&format!("opengl_{tier:?}.differs.png"), &differs);
            panic!("{tier:?} differs by {mean:.4} without Vulkan, see {}", at.display());
        }
    }
}
