//! Bright light in four bytes a texel: sRGB colour times the square of alpha times 16.
//!
//! Pictures beside a scene say `linear = (rgb/255 * a/255)^2 * 16`. On the GPU the colour is sRGB instead of a square, because
//! then every backend filters it as floats and a software GPU does so fast; shared-exponent and half floats cost it thrice as much.

use crate::bands::write_level;
use crate::mips::srgb_from_linear;
use crate::scene_gpu::UploadError;
use glam::Vec3;
use scene::Image;

/// The brightest that can be said.
const MAX: f32 = 16.0;

/// As pictures beside a scene say it.
pub(crate) fn radiance_of(rgba: &[u8]) -> Vec3 {
    let encoded = Vec3::new(f32::from(rgba[0]), f32::from(rgba[1]), f32::from(rgba[2])) * (f32::from(rgba[3]) / (255.0 * 255.0));
    encoded * encoded * MAX
}

/// As the GPU reads it; `decoded` in shaders/surface.wgsl. Negative values and NaN become 0.
pub(crate) fn encode(linear: Vec3) -> [u8; 4] {
    let linear = linear.max(Vec3::ZERO).min(Vec3::splat(MAX));
    let alpha = ((linear.max_element() / MAX).sqrt() * 255.0).ceil().clamp(1.0, 255.0);
    let share = linear / (MAX * (alpha / 255.0) * (alpha / 255.0));
    let [r, g, b] = share.to_array().map(|value| (srgb_from_linear(value.min(1.0)) * 255.0).round() as u8);
    [r, g, b, alpha as u8]
}

pub(crate) fn check_size(image: &Image) -> Result<(), UploadError> {
    let (width, height) = (image.width_px, image.height_px);
    if width == 0 || height == 0 || image.pixels.len() != 4 * width as usize * height as usize {
        return Err(UploadError::Image { name: image.name.clone(), width_px: width, height_px: height, max_px: u32::MAX });
    }
    Ok(())
}

/// A picture beside a scene, without mips: what it holds is smooth.
pub(crate) fn upload_lightmap(gpu: &crate::Gpu, image: &Image) -> Result<wgpu::TextureView, UploadError> {
    check_size(image)?;
    let (width_px, height_px) = (image.width_px, image.height_px);
    let max_px = gpu.device.limits().max_texture_dimension_2d;
    if width_px.max(height_px) > max_px {
        return Err(UploadError::Image { name: image.name.clone(), width_px, height_px, max_px });
    }
    Ok(upload(gpu, "lightmap", &[&recoded(&image.pixels)], (width_px, height_px)))
}

/// From what pictures beside a scene say to what the GPU reads.
pub(crate) fn recoded(pixels: &[u8]) -> Vec<u8> {
    let srgb_from_square: [u8; 256] =
        std::array::from_fn(|i| (srgb_from_linear((i as f32 / 255.0).powi(2)) * 255.0).round() as u8);
    let recoded = |rgba: &[u8]| [0, 1, 2, 3].map(|i| if i < 3 { srgb_from_square[usize::from(rgba[i])] } else { rgba[i] });
    pixels.chunks_exact(4).flat_map(recoded).collect()
}

/// Levels of encoded texels, each half the size of the one before.
pub(crate) fn upload(gpu: &crate::Gpu, label: &str, levels: &[&[u8]], (width, height): (u32, u32)) -> wgpu::TextureView {
    let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
        label: Some(label),
        size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        mip_level_count: levels.len() as u32,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: wgpu::TextureFormat::Rgba8UnormSrgb,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    for (mip_level, texels) in (0..).zip(levels) {
        let (width, height) = (width >> mip_level, height >> mip_level);
        write_level(gpu, &texture, mip_level, texels, width, height);
    }
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}

/// What the shader makes of a texel.
#[cfg(test)]
fn decode(rgba: [u8; 4]) -> Vec3 {
    let alpha = f32::from(rgba[3]) / 255.0;
    Vec3::new(f32::from(rgba[0]), f32::from(rgba[1]), f32::from(rgba[2])).map(|srgb| crate::mips::linear_from_srgb(srgb / 255.0))
        * (alpha * alpha * MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_nearly_as_they_were() {
        for value in [Vec3::ZERO, Vec3::new(1.0, 0.5, 0.25), Vec3::new(0.01, 0.02, 0.0), Vec3::new(15.99, 3.0, 0.1)] {
            let back = decode(encode(value));
            assert!((back - value).abs().max_element() <= value.max_element() * 0.01 + 1e-4, "{value} became {back}");
        }
    }

    #[test]
    fn hostile_values_are_clamped() {
        assert_eq!(decode(encode(Vec3::new(-1.0, f32::NEG_INFINITY, 0.0))), Vec3::ZERO);
        assert!(decode(encode(Vec3::splat(f32::INFINITY))).abs_diff_eq(Vec3::splat(MAX), 0.01));
    }
}
