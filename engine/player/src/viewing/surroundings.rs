//! Light all around from a picture file: Radiance `.hdr` or OpenEXR, twice as wide as high. Start at [`read`].

use anyhow::{Context, Result, ensure};
use glam::Vec3;
use image::{ImageFormat, ImageReader, Limits, Rgb32FImage};
use scene::Image;
use std::path::Path;

/// Brightest radiance that an environment picture can hold before it is scaled; `radiance` in the renderer says how.
const RADIANCE_MAX: f32 = 16.0;
/// Of the file.
const WIDTH_MAX_PX: u32 = 16_384;
const DECODED_MAX_BYTES: u64 = 2 << 30;
/// Of what is kept: more than reflections show.
const KEPT_WIDTH_PX: u32 = 1024;

/// Radiance by direction, as the renderer takes it.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// Equirectangular, encoded as `linear = (rgb/255 * a/255)^2 * 16`, +Y up, the middle looks along -Z.
    pub picture: Image,
    /// What its radiance is multiplied by.
    pub scale: f32,
}

/// Reads a file; its middle looks along -Z until it is turned by `degrees` to the left, as seen from above.
pub fn read(path: &Path, degrees: f32) -> Result<Surroundings> {
    let cannot = || format!("{} cannot be used as light from everywhere", path.display());
    ensure!(degrees.is_finite(), "the rotation of the environment is {degrees}");
    let mut reader = ImageReader::open(path).with_context(cannot)?.with_guessed_format().with_context(cannot)?;
    let is_hdr = matches!(reader.format(), Some(ImageFormat::Hdr | ImageFormat::OpenExr));
    ensure!(is_hdr, "{}: a Radiance .hdr or an OpenEXR .exr picture is needed", cannot());
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDTH_MAX_PX);
    limits.max_image_height = Some(WIDTH_MAX_PX / 2);
    limits.max_alloc = Some(DECODED_MAX_BYTES);
    reader.limits(limits);
    let picture = reader.decode().with_context(cannot)?.into_rgb32f();
    let (width, height) = picture.dimensions();
    ensure!(
        width == 2 * height && height >= 2,
        "{}: it is {width} x {height} pixels, not twice as wide as high (equirectangular)",
        cannot()
    );
    Ok(kept(&picture, degrees / 360.0))
}

/// Means over squares of pixels, turned by a share of a whole turn.
fn kept(picture: &Rgb32FImage, turn: f32) -> Surroundings {
    let step = picture.width().div_ceil(KEPT_WIDTH_PX).next_power_of_two();
    let (width_px, height_px) = ((picture.width() / step).max(2), (picture.height() / step).max(1));
    let shift = (turn.rem_euclid(1.0) * picture.width() as f32).round() as u32;
    let texel = |x: u32, y: u32| {
        let sum: Vec3 = (0..step * step)
            .map(|i| {
                let column = (x * step + i % step + shift) % picture.width();
                let row = (y * step + i / step).min(picture.height() - 1);
                Vec3::from(picture.get_pixel(column, row).0).map(|value| if value.is_finite() { value.max(0.0) } else { 0.0 })
            })
            .sum();
        sum / (step * step) as f32
    };
    let texels: Vec<Vec3> = (0..width_px * height_px).map(|i| texel(i % width_px, i / width_px)).collect();
    let brightest = texels.iter().fold(0.0_f32, |most, texel| most.max(texel.max_element()));
    let scale = (brightest / RADIANCE_MAX).max(1.0);
    let pixels: Vec<u8> = texels.iter().flat_map(|texel| encoded(*texel / scale)).collect();
    let format = scene::ImageFormat::Rgba8;
    Surroundings { picture: Image { name: "Surroundings".into(), width_px, height_px, format, pixels: pixels.into() }, scale }
}

/// `linear = (rgb / 255 * a / 255)² * 16`, with the alpha that leaves the brightest channel the most steps.
pub(super) fn encoded(radiance: Vec3) -> [u8; 4] {
    let root = (radiance / RADIANCE_MAX).map(f32::sqrt);
    let alpha = (root.max_element() * 255.0).ceil().clamp(1.0, 255.0);
    let color = (root / (alpha / 255.0) * 255.0).round();
    [color.x, color.y, color.z, alpha].map(|value| value as u8)
}

/// The inverse of `encoded`.
#[cfg(test)]
pub(super) fn decoded(texel: &[u8]) -> Vec3 {
    let [r, g, b, a] = [0, 1, 2, 3].map(|i| f32::from(texel[i]) / 255.0);
    Vec3::new(r, g, b).map(|value| (value * a).powi(2) * RADIANCE_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// Dim, with one bright pixel.
    fn with_a_sun(width: u32, at: (u32, u32), sun: f32) -> Rgb32FImage {
        let mut picture = Rgb32FImage::from_pixel(width, width / 2, Rgb([0.25, 0.5, 1.0]));
        picture.put_pixel(at.0, at.1, Rgb([sun, sun, sun]));
        picture
    }

    #[test]
    fn brightness_beyond_what_a_picture_holds_is_kept_by_the_scale() {
        let kept = kept(&with_a_sun(64, (10, 5), 5000.0), 0.0);
        let at = |x: usize, y: usize| decoded(&kept.picture.pixels[4 * (y * 64 + x)..]) * kept.scale;
        assert!((at(10, 5).x - 5000.0).abs() < 50.0);
        assert!(at(30, 20).abs_diff_eq(Vec3::new(0.25, 0.5, 1.0), 0.03), "{}", at(30, 20));
    }

    #[test]
    fn turning_it_to_the_left_brings_what_is_right_of_the_middle_into_it() {
        let kept = kept(&with_a_sun(64, (48, 16), 4.0), 0.25);
        assert!((decoded(&kept.picture.pixels[4 * (16 * 64 + 32)..]).x - 4.0).abs() < 0.1);
    }

    #[test]
    fn large_pictures_are_made_smaller_and_keep_their_mean() {
        let kept = kept(&Rgb32FImage::from_pixel(4096, 2048, Rgb([2.0, 1.0, 0.5])), 0.1);
        assert_eq!([kept.picture.width_px, kept.picture.height_px], [1024, 512]);
        assert!(decoded(&kept.picture.pixels).abs_diff_eq(Vec3::new(2.0, 1.0, 0.5), 0.03));
    }

    #[test]
    fn what_is_no_light_is_refused_in_a_sentence() {
        let folder = std::env::temp_dir().join(format!("practicum-surroundings-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = |name: &str| folder.join(name);
        std::fs::write(path("broken.hdr"), b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 99999999 +X 99999999\n").unwrap();
        with_a_sun(16, (1, 1), 1.0).save(path("good.exr")).unwrap();
        Rgb32FImage::from_pixel(16, 16, Rgb([1.0; 3])).save(path("square.exr")).unwrap();
        image::RgbImage::new(16, 8).save(path("plain.png")).unwrap();
        for (name, why) in
            [("square.exr", "16 x 16"), ("plain.png", ".hdr"), ("broken.hdr", "broken.hdr"), ("none.hdr", "none.hdr")]
        {
            let told = format!("{:#}", read(&path(name), 0.0).unwrap_err());
            assert!(told.contains(why), "{name}: {told}");
        }
        assert!(read(&path("good.exr"), 30.0).is_ok() && read(&path("good.exr"), f32::NAN).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
