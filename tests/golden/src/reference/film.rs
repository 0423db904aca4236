//! KHR_materials_iridescence: interference in a thin film (Belcour & Barla 2017), channel by channel.

use glam::{Mat3, Vec3};
use std::f32::consts::PI;

/// Share of light that a base with this f0 mirrors under a film, by the cosine of the angle to it.
pub fn mirrored(f0: Vec3, film_ior: f32, film_nm: f32, cosine: f32) -> Vec3 {
    let t = (film_nm / 1000.0 / 0.03).clamp(0.0, 1.0);
    let ior = 1.0 + (film_ior - 1.0) * t * t * (3.0 - 2.0 * t);
    let inside_2 = 1.0 - (1.0 - cosine * cosine) / (ior * ior);
    if inside_2 < 0.0 {
        return Vec3::ONE;
    }
    let inside = inside_2.sqrt();
    let schlick = |f0: f32, cosine: f32| f0 + (1.0 - f0) * (1.0 - cosine).powi(5);
    let outer = schlick(((ior - 1.0) / (ior + 1.0)).powi(2), cosine);
    let path_nm = 2.0 * ior * film_nm * inside;
    // Amplitudes of the constant term and of two orders, with the phase each channel's base turns light by.
    let channel = |f0: f32| {
        let root = f0.clamp(0.0, 0.9999).sqrt();
        let base_ior = (1.0 + root) / (1.0 - root);
        let inner = schlick(((base_ior - ior) / (base_ior + ior)).powi(2), inside);
        let both = (outer * inner).clamp(1e-5, 0.9999);
        let again = (1.0 - outer).powi(2) * inner / (1.0 - both);
        let first = (again - (1.0 - outer)) * both.sqrt();
        let shift = if ior < 1.0 { 0.0 } else { PI } + if base_ior < ior { PI } else { 0.0 };
        (outer + again, first, first * both.sqrt(), shift)
    };
    let channels = f0.to_array().map(channel);
    let pick = |what: fn(&(f32, f32, f32, f32)) -> f32| Vec3::from(channels.each_ref().map(what));
    let shift = pick(|channel| channel.3);
    let sum = pick(|channel| channel.0)
        + pick(|channel| channel.1) * 2.0 * sensed(path_nm, shift)
        + pick(|channel| channel.2) * 2.0 * sensed(2.0 * path_nm, shift * 2.0);
    sum.max(Vec3::ZERO)
}

/// The CIE curves' Fourier transform as Gaussians, in linear sRGB.
fn sensed(path_nm: f32, shift: Vec3) -> Vec3 {
    let phase = f64::from(2.0 * PI) * f64::from(path_nm) * 1e-9;
    let bump = |value: f64, position: f64, variance: f64, shift: f32| {
        let height = value * (2.0 * std::f64::consts::PI * variance).sqrt();
        height * (position * phase + f64::from(shift)).cos() * (-variance * phase * phase).exp() / 1.0685e-7
    };
    let x = bump(5.4856e-13, 1.6810e6, 4.3278e9, shift.x) + bump(9.7470e-14, 2.2399e6, 4.5282e9, shift.x);
    let y = bump(4.4201e-13, 1.7953e6, 9.3046e9, shift.y);
    let z = bump(5.2481e-13, 2.2084e6, 6.6121e9, shift.z);
    let srgb_from_xyz = Mat3::from_cols(
        Vec3::new(3.240_454_2, -0.969_266, 0.055_643_4),
        Vec3::new(-1.537_138_5, 1.876_010_8, -0.204_025_9),
        Vec3::new(-0.498_531_4, 0.041_556, 1.057_225_2),
    );
    srgb_from_xyz * Vec3::new(x as f32, y as f32, z as f32)
}
