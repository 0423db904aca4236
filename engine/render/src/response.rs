//! How much light from everywhere a surface sends to the eye, by angle and roughness: the split-sum table and its companions.
//!
//! The numbers are kept in `response.rgba`, since they never change; the tests make them anew and compare (`PRACTICUM_BLESS=1`
//! writes them). Columns are the square root of the cosine to the eye, rows the roughness, both 0 to 1 from the first texel's
//! centre to the last's. Red: scale of f0. Green: its bias, as a square root. Blue: directional albedo of white sheen, as a square
//! root. Alpha: mean of the Fresnel edge that diffuse light meets, as a square root.

use crate::bands::write_level;

/// Texels along each side; `table` in shaders/reflection.wgsl.
const SIZE: u32 = 32;

const TEXELS: &[u8; 4 * (SIZE * SIZE) as usize] = include_bytes!("response.rgba");

pub(crate) fn upload(gpu: &crate::Gpu) -> wgpu::TextureView {
    let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("response"),
        size: wgpu::Extent3d { width: SIZE, height: SIZE, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: wgpu::TextureFormat::Rgba8Unorm,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    write_level(gpu, &texture, 0, TEXELS, SIZE, SIZE);
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec3;
    use std::f32::consts::{PI, TAU};

    const N_SAMPLES: u32 = 1024;

    #[test]
    fn table_is_what_the_integrals_say() {
        let texels: Vec<u8> = (0..SIZE * SIZE).flat_map(|i| texel(i % SIZE, i / SIZE)).collect();
        if std::env::var_os("PRACTICUM_BLESS").is_some_and(|value| value == "1") {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/response.rgba"), &texels).unwrap();
            return;
        }
        // Another machine's logarithms may round otherwise.
        assert!(texels.iter().zip(TEXELS).all(|(made, kept)| made.abs_diff(*kept) <= 1));
    }

    #[test]
    fn smooth_surfaces_lose_nothing() {
        let [scale, bias, ..] = texel(SIZE - 1, 0).map(|value| f32::from(value) / 255.0);
        assert!((scale + bias * bias - 1.0).abs() < 0.01);
    }

    fn texel(column: u32, row: u32) -> [u8; 4] {
        let share = |i: u32| i as f32 / (SIZE - 1) as f32;
        let n_dot_v = share(column).powi(2).max(1e-3);
        let v = Vec3::new((1.0 - n_dot_v * n_dot_v).sqrt(), 0.0, n_dot_v);
        let (scale, bias) = split_sum(v, share(row).max(0.045));
        let roots = [bias, sheen(v, share(row).max(0.07)), edge(v)].map(f32::sqrt);
        [scale, roots[0], roots[1], roots[2]].map(|value| (value * 255.0).round() as u8)
    }

    fn hammersley(i: u32) -> (f32, f32) {
        ((i as f32 + 0.5) / N_SAMPLES as f32, i.reverse_bits() as f32 / u32::MAX as f32)
    }

    /// Scale and bias of f0, by samples of the GGX distribution.
    fn split_sum(v: Vec3, roughness: f32) -> (f32, f32) {
        let alpha_2 = roughness.powi(4);
        let half = |cosine: f32| (cosine * cosine * (1.0 - alpha_2) + alpha_2).sqrt();
        let (mut scale, mut bias) = (0.0, 0.0);
        for i in 0..N_SAMPLES {
            let (a, b) = hammersley(i);
            let cos = ((1.0 - b) / (1.0 + (alpha_2 - 1.0) * b)).sqrt();
            let sin = (1.0 - cos * cos).max(0.0).sqrt();
            let h = Vec3::new(sin * (TAU * a).cos(), sin * (TAU * a).sin(), cos);
            let v_dot_h = v.dot(h).max(1e-6);
            let l = 2.0 * v_dot_h * h - v;
            if l.z > 0.0 {
                let visibility = 0.5 / (l.z * half(v.z) + v.z * half(l.z));
                let weight = visibility * l.z * 4.0 * v_dot_h / cos;
                let edge = (1.0 - v_dot_h).powi(5);
                scale += weight * (1.0 - edge) / N_SAMPLES as f32;
                bias += weight * edge / N_SAMPLES as f32;
            }
        }
        (scale.min(1.0), bias.min(1.0))
    }

    /// The mean of (1 - v·h)^5 under diffuse light.
    fn edge(v: Vec3) -> f32 {
        let at = |i: u32| {
            let (a, b) = hammersley(i);
            let (sin, cos) = (b.sqrt(), (1.0 - b).sqrt());
            let l = Vec3::new(sin * (TAU * a).cos(), sin * (TAU * a).sin(), cos);
            (1.0 - v.dot((l + v).normalize()).clamp(0.0, 1.0)).powi(5)
        };
        (0..N_SAMPLES).map(at).sum::<f32>() / N_SAMPLES as f32
    }

    /// Directional albedo of the Charlie lobe (Estevez & Kulla 2017), by even directions.
    fn sheen(v: Vec3, roughness: f32) -> f32 {
        let alpha = roughness * roughness;
        let at = |i: u32| {
            let (a, cos) = hammersley(i);
            let sin = (1.0 - cos * cos).max(0.0).sqrt();
            let l = Vec3::new(sin * (TAU * a).cos(), sin * (TAU * a).sin(), cos.max(1e-4));
            let h = (l + v).normalize();
            let d = (2.0 + 1.0 / alpha) * (1.0 - h.z * h.z).max(1e-4).powf(0.5 / alpha) / TAU;
            let shadowed = 1.0 + shadow(v.z, alpha) + shadow(l.z, alpha);
            d / (shadowed * 4.0 * v.z * l.z) * l.z * 2.0 * PI
        };
        ((0..N_SAMPLES).map(at).sum::<f32>() / N_SAMPLES as f32).min(1.0)
    }

    fn shadow(cosine: f32, alpha: f32) -> f32 {
        let t = (1.0 - alpha).powi(2);
        let mix = |rough: f32, smooth: f32| rough + (smooth - rough) * t;
        let curve = |x: f32| {
            mix(21.5473, 25.3245) / (1.0 + mix(3.82987, 3.32435) * x.powf(mix(0.19823, 0.16801)))
                + mix(-1.9776, -1.27393) * x
                + mix(-4.32054, -4.85967)
        };
        if cosine < 0.5 { curve(cosine).exp() } else { (2.0 * curve(0.5) - curve(1.0 - cosine)).exp() }
    }
}
