//! Axes, winding, texture orientation and colour space, each in a picture of 64 x 64 pixels and in words.

use glam::{Quat, Vec3, Vec4};
use golden::{Builder, Shot, check, draw, gpu, quad, unlit, view};
use image::RgbaImage;
use render::{Environment, Tier, View};
use scene::{AlphaMode, Filter, Material, Sampler, Scene, Transform};

const RED: Vec3 = Vec3::new(0.7, 0.05, 0.05);
const GREEN: Vec3 = Vec3::new(0.05, 0.7, 0.05);
const BLUE: Vec3 = Vec3::new(0.05, 0.05, 0.7);

fn small(scene: Scene, view: View) -> RgbaImage {
    let environment = Environment::default();
    draw(&gpu(), scene, &Shot::of([64, 64], Tier::Medium, view, environment))
}

/// Which channel is the largest at a pixel; None where the picture is black.
fn brightest(picture: &RgbaImage, x: u32, y: u32) -> Option<usize> {
    let pixel = picture.get_pixel(x, y).0;
    (0..3).max_by_key(|channel| pixel[*channel]).filter(|channel| pixel[*channel] > 60)
}

#[test]
fn x_is_right_and_y_is_up_and_minus_z_is_forward() {
    let mut builder = Builder::default();
    builder.add(Vec3::new(1.0, 0.0, 0.0), quad(0.3), unlit(RED));
    builder.add(Vec3::new(0.0, 1.0, 0.0), quad(0.3), unlit(GREEN));
    builder.add(Vec3::new(-0.6, -0.6, -1.0), quad(0.5), unlit(BLUE));
    builder.add(Vec3::new(-0.6, -0.6, -2.0), quad(0.7), unlit(RED)); // Hidden: farther away.
    let picture = small(builder.scene, view(Vec3::new(0.0, 0.0, 4.0), Vec3::ZERO, 40.0));
    assert_eq!(brightest(&picture, 54, 32), Some(0), "red lies to the right");
    assert_eq!(brightest(&picture, 32, 10), Some(1), "green lies above");
    assert_eq!(brightest(&picture, 21, 43), Some(2), "blue lies before red");
    check("axes", &picture);
}

#[test]
fn front_faces_wind_counter_clockwise() {
    let mut builder = Builder::default();
    let turned = Quat::from_rotation_y(std::f32::consts::PI);
    builder.add(Vec3::new(-0.8, 0.8, 0.0), quad(0.5), unlit(RED));
    let back = |x: f32, y: f32| Transform { translation: Vec3::new(x, y, 0.0), rotation: turned, scale: Vec3::ONE };
    builder.add_placed(back(0.8, 0.8), quad(0.5), unlit(RED));
    builder.add_placed(back(0.8, -0.8), quad(0.5), Material { double_sided: true, ..unlit(GREEN) });
    // Mirrored, so that its winding turns over and its front still shows.
    let mirrored = Transform { translation: Vec3::new(-0.8, -0.8, 0.0), scale: Vec3::new(-1.0, 1.0, 1.0), ..Transform::IDENTITY };
    builder.add_placed(mirrored, quad(0.5), unlit(BLUE));
    let picture = small(builder.scene, view(Vec3::new(0.0, 0.0, 4.0), Vec3::ZERO, 45.0));
    assert_eq!(brightest(&picture, 17, 17), Some(0), "a front shows");
    assert_eq!(brightest(&picture, 47, 17), None, "a back does not");
    assert_eq!(brightest(&picture, 47, 47), Some(1), "a double-sided back does");
    assert_eq!(brightest(&picture, 17, 47), Some(2), "so does a mirrored front");
    check("winding", &picture);
}

#[test]
fn pictures_start_at_the_upper_left() {
    let mut builder = Builder::default();
    let sharp = Sampler { magnify: Filter::Nearest, minify: Filter::Nearest, mipmaps: false, ..Sampler::default() };
    let texels = [[230, 30, 30, 255], [30, 230, 30, 255], [30, 30, 230, 255], [230, 230, 230, 255]];
    let texture = builder.texture([2, 2], &texels, sharp);
    builder.add(Vec3::ZERO, quad(1.0), Material { base_color_texture: Some(texture), ..unlit(Vec3::ONE) });
    let picture = small(builder.scene, view(Vec3::new(0.0, 0.0, 4.0), Vec3::ZERO, 35.0));
    assert_eq!(brightest(&picture, 20, 20), Some(0), "the first texel is upper left");
    assert_eq!(brightest(&picture, 44, 20), Some(1), "the second is to the right of it");
    assert_eq!(brightest(&picture, 20, 44), Some(2), "the third is below it");
    check("uv", &picture);
}

#[test]
fn colours_are_linear_inside_and_srgb_outside() {
    let mut builder = Builder::default();
    // The same grey as a factor (linear) and as a texel (sRGB), and half covered by glass: blending too.
    let texture = builder.texture([1, 1], &[[128, 128, 128, 255]], Sampler::default());
    builder.add(Vec3::new(-0.5, 0.0, 0.0), quad(0.5), unlit(Vec3::splat(0.215_861)));
    builder.add(Vec3::new(0.5, 0.0, 0.0), quad(0.5), Material { base_color_texture: Some(texture), ..unlit(Vec3::ONE) });
    let glass = Material { alpha_mode: AlphaMode::Blend, base_color: Vec4::new(0.0, 0.0, 0.0, 0.5), ..unlit(Vec3::ZERO) };
    builder.add(Vec3::new(0.0, -0.25, 0.2), quad(0.2), glass);
    let picture = small(builder.scene, view(Vec3::new(0.0, 0.0, 4.0), Vec3::ZERO, 18.0));
    let (factor, texel) = (picture.get_pixel(14, 22).0, picture.get_pixel(50, 22).0);
    for channel in 0..3 {
        assert!(factor[channel].abs_diff(texel[channel]) <= 1, "factor {factor:?} and texel {texel:?} are the same grey");
        assert!(texel[channel].abs_diff(128) <= 1, "mid grey keeps its value, not {texel:?}");
    }
    let covered = picture.get_pixel(32, 40).0[0];
    assert!(covered < texel[0] - 30, "glass darkens what is behind it");
    check("colour", &picture);
}

/// Leaves as a painting program saves them: red on clear green. On a white ground, small and large, blended and cut out.
#[test]
fn what_is_clear_in_a_picture_leaves_no_fringe() {
    let mut builder = Builder::default();
    let is_leaf = |x: i32, y: i32| (x - 8).pow(2) + (y - 8).pow(2) < 36;
    let texel = |at: i32| if is_leaf(at % 16, at / 16) { [220, 40, 40, 255] } else { [0, 255, 0, 0] };
    let texels: Vec<[u8; 4]> = (0..256).map(texel).collect();
    let texture = builder.texture([16, 16], &texels, Sampler::default());
    let leaf = |alpha_mode| Material { base_color_texture: Some(texture), alpha_mode, ..unlit(Vec3::ONE) };
    builder.add(Vec3::new(0.0, 0.0, -0.5), quad(4.0), unlit(Vec3::ONE));
    for (x, alpha_mode) in [(-0.6, AlphaMode::Blend), (0.6, AlphaMode::Mask { cutoff: 0.5 })] {
        builder.add(Vec3::new(x, 0.5, 0.0), quad(0.55), leaf(alpha_mode));
        builder.add(Vec3::new(x, -0.5, 0.0), quad(0.12), leaf(alpha_mode));
    }
    let picture = small(builder.scene, view(Vec3::new(0.0, 0.0, 4.0), Vec3::ZERO, 32.0));
    for (x, y, pixel) in picture.enumerate_pixels() {
        let [red, green, blue, _] = pixel.0;
        assert!(green <= blue.saturating_add(2) && green <= red, "nothing of what is clear shows at {x}, {y}: {pixel:?}");
    }
    assert_eq!(brightest(&picture, 15, 16), Some(0), "the leaf is there");
    check("cut_out", &picture);
}

/// From afar a fine pattern of black and white is as bright as a sheet that half of the light comes from.
#[test]
fn mips_are_averaged_as_light() {
    let mut builder = Builder::default();
    let texels: Vec<[u8; 4]> =
        (0..64 * 64).map(|at| if (at % 64 + at / 64) % 2 == 0 { [0, 0, 0, 255] } else { [255; 4] }).collect();
    let texture = builder.texture([64, 64], &texels, Sampler::default());
    builder.add(Vec3::ZERO, quad(0.5), Material { base_color_texture: Some(texture), ..unlit(Vec3::ONE) });
    let picture = small(builder.scene, view(Vec3::new(0.0, 0.0, 4.0), Vec3::ZERO, 40.0));
    let middle = picture.get_pixel(32, 32).0[0];
    assert!(middle.abs_diff(188) <= 2, "half of the light is 188 in sRGB, not {middle}");
    check("mips", &picture);
}
