//! Each layer that a material may have, in a picture of 64 x 64 pixels, and that it changes what is seen.

use glam::{Quat, Vec2, Vec3, Vec4};
use golden::{Builder, Shot, ball, check, difference, draw, gpu, quad, unlit, view};
use image::RgbaImage;
use render::{Environment, Tier};
use scene::{Anisotropy, Clearcoat, Iridescence, Material, Sampler, Sheen, Specular};
use scene::{TextureRef, Transform, Transmission, Volume};

/// What makes a difference that nobody overlooks.
const DIFFERENCE_MIN: f32 = 0.02;

/// A ball under the sun before a striped board.
fn builder() -> Builder {
    let mut builder = Builder::default();
    for i in 0..8 {
        let color = if i % 2 == 0 { Vec3::new(0.7, 0.65, 0.5) } else { Vec3::new(0.08, 0.12, 0.2) };
        let transform = Transform {
            translation: Vec3::new(i as f32 * 0.5 - 1.75, 0.0, -1.5),
            scale: Vec3::new(0.25, 2.0, 1.0),
            ..Transform::IDENTITY
        };
        builder.add_placed(transform, quad(1.0), unlit(color));
    }
    let rotation = Quat::from_rotation_arc(Vec3::Z, Vec3::new(-0.5, 0.7, 1.0).normalize());
    builder.add_sun(rotation, 2.0);
    builder
}

fn shot(mut builder: Builder, tier: Tier, material: Material) -> RgbaImage {
    builder.add(Vec3::ZERO, ball(0.9), material);
    let view = view(Vec3::new(0.0, 0.0, 5.0), Vec3::ZERO, 26.0);
    draw(&gpu(), builder.scene, &Shot::of([64, 64], tier, view, Environment::default()))
}

fn plain() -> Material {
    Material { base_color: Vec4::new(0.55, 0.2, 0.15, 1.0), metallic: 0.0, roughness: 0.5, ..Material::default() }
}

fn glass() -> Material {
    Material {
        base_color: Vec4::new(0.95, 0.97, 1.0, 1.0),
        roughness: 0.0,
        transmission: Transmission { factor: 1.0, texture: None },
        ..plain()
    }
}

/// Shows the first as it was, and unlike the second.
fn check_unlike(name: &str, builder: Builder, layered: Material, without: Material) {
    let seen = shot(Builder { scene: builder.scene.clone() }, Tier::Medium, layered);
    let (mean, _) = difference(&shot(builder, Tier::Medium, without), &seen);
    assert!(mean > DIFFERENCE_MIN, "{name} changes what is seen by no more than {mean:.4}");
    check(name, &seen);
}

fn texture(builder: &mut Builder, size_px: [u32; 2], texels: &[[u8; 4]]) -> TextureRef {
    builder.texture(size_px, texels, Sampler::default())
}

#[test]
fn clearcoat() {
    let coated = Material { clearcoat: Clearcoat { factor: 1.0, ..Clearcoat::default() }, roughness: 0.9, ..plain() };
    check_unlike("layer_clearcoat", builder(), coated.clone(), Material { roughness: 0.9, ..plain() });
    let mut builder = builder();
    let waves: Vec<[u8; 4]> = (0..16).map(|i| if i % 2 == 0 { [190, 128, 230, 255] } else { [66, 128, 230, 255] }).collect();
    let map = texture(&mut builder, [16, 1], &waves);
    let clearcoat = Clearcoat { normal_texture: Some(TextureRef { scale: Vec2::new(2.0, 1.0), ..map }), ..coated.clearcoat };
    check_unlike("layer_clearcoat_normal", builder, Material { clearcoat, ..coated.clone() }, coated);
}

#[test]
fn sheen() {
    let sheen = Sheen { color: Vec3::new(0.9, 0.8, 0.6), roughness: 0.4, ..Sheen::default() };
    check_unlike("layer_sheen", builder(), Material { sheen, ..plain() }, plain());
}

#[test]
fn specular_and_ior() {
    let shiny = Material { roughness: 0.2, ..plain() };
    let specular = Specular { color: Vec3::new(0.3, 0.8, 2.0), ..Specular::default() };
    check_unlike("layer_specular", builder(), Material { specular, ior: 1.8, ..shiny.clone() }, shiny.clone());
    check_unlike("layer_ior", builder(), Material { ior: 2.4, ..shiny.clone() }, shiny);
}

#[test]
fn iridescence() {
    let metal = Material { metallic: 1.0, roughness: 0.25, base_color: Vec4::new(0.6, 0.6, 0.6, 1.0), ..plain() };
    let iridescence = Iridescence { factor: 1.0, thickness_max_nm: 450.0, ..Iridescence::default() };
    check_unlike("layer_iridescence", builder(), Material { iridescence, ..metal.clone() }, metal);
}

#[test]
fn anisotropy() {
    let metal = Material { metallic: 1.0, roughness: 0.3, base_color: Vec4::new(0.7, 0.7, 0.7, 1.0), ..plain() };
    let along = Anisotropy { strength: 0.9, ..Anisotropy::default() };
    let across = Anisotropy { rotation_rad: std::f32::consts::FRAC_PI_2, ..along };
    check_unlike("layer_anisotropy", builder(), Material { anisotropy: along, ..metal.clone() }, metal.clone());
    check_unlike(
        "layer_anisotropy_turned",
        builder(),
        Material { anisotropy: across, ..metal.clone() },
        Material { anisotropy: along, ..metal },
    );
}

#[test]
fn transmission() {
    check_unlike("layer_transmission", builder(), glass(), plain());
    check_unlike("layer_transmission_rough", builder(), Material { roughness: 0.5, ..glass() }, glass());
    let low = shot(builder(), Tier::Low, glass());
    let (mean, _) = difference(&shot(builder(), Tier::Low, plain()), &low);
    assert!(mean > DIFFERENCE_MIN, "the low tier sees through glass too");
    check("layer_transmission_low", &low);
    check("layer_transmission_high", &shot(builder(), Tier::High, Material { roughness: 0.3, ..glass() }));
}

#[test]
fn volume_and_dispersion() {
    let attenuation = Vec3::new(0.1, 0.6, 0.25);
    let volume = Volume { thickness_m: 0.9, attenuation_distance_m: 0.5, attenuation_color: attenuation, ..Volume::default() };
    check_unlike("layer_volume", builder(), Material { volume, ..glass() }, glass());
    let clear = Material { volume: Volume { thickness_m: 0.9, ..Volume::default() }, ..glass() };
    check_unlike(
        "layer_dispersion",
        builder(),
        Material { dispersion: 20.0, ior: 1.8, ..clear.clone() },
        Material { ior: 1.8, ..clear },
    );
}

#[test]
fn textures_of_layers_are_read() {
    let mut builder = builder();
    // The left half of the ball's picture lets nothing through.
    let map = texture(&mut builder, [2, 1], &[[0, 0, 0, 255], [255, 255, 255, 255]]);
    let transmission = Transmission { factor: 1.0, texture: Some(map) };
    check_unlike("layer_transmission_map", builder, Material { transmission, ..glass() }, glass());
}

#[test]
fn normal_maps_bend_light_the_right_way() {
    let mut builder = Builder::default();
    // Green up is +Y in glTF: the surface leans up, to where the light comes from.
    let up = builder.texture([1, 1], &[[128, 218, 218, 255]], Sampler::default());
    let down = builder.texture([1, 1], &[[128, 38, 218, 255]], Sampler::default());
    let leaning =
        |map| Material { base_color: Vec4::ONE, normal_texture: Some(map), metallic: 0.0, roughness: 0.9, ..Material::default() };
    builder.add(Vec3::new(-0.5, 0.0, 0.0), quad(0.5), leaning(up));
    builder.add(Vec3::new(0.5, 0.0, 0.0), quad(0.5), leaning(down));
    let rotation = Quat::from_rotation_arc(Vec3::Z, Vec3::new(0.0, 1.0, 0.6).normalize());
    builder.add_sun(rotation, 1.5);
    let view = view(Vec3::new(0.0, 0.0, 4.0), Vec3::ZERO, 20.0);
    let picture = draw(
        &gpu(),
        builder.scene,
        &Shot::of([64, 64], Tier::Medium, view, Environment { exposure_ev: -2.0, ..Environment::default() }),
    );
    assert!(picture.get_pixel(16, 32).0[0] > picture.get_pixel(48, 32).0[0] + 40, "what leans to the sun is brighter");
    check("normal_map", &picture);
}
