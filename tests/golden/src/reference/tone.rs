//! From exposed radiance to what a screen shows: Khronos PBR Neutral, then sRGB.

use glam::Vec3;

/// 0 to 1, sRGB-encoded.
pub fn shown(radiance: Vec3) -> Vec3 {
    neutral(radiance).to_array().map(encoded).into()
}

fn neutral(color: Vec3) -> Vec3 {
    let (start, desaturation) = (0.8 - 0.04, 0.15);
    let low = color.min_element();
    let color = color - if low < 0.08 { low - 6.25 * low * low } else { 0.04 };
    let peak = color.max_element();
    if peak < start {
        return color;
    }
    let room = 1.0 - start;
    let new_peak = 1.0 - room * room / (peak + room - start);
    let grey = 1.0 - 1.0 / (desaturation * (peak - new_peak) + 1.0);
    (color * (new_peak / peak)).lerp(Vec3::splat(new_peak), grey)
}

fn encoded(linear: f32) -> f32 {
    let linear = linear.clamp(0.0, 1.0);
    if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 }
}
