//! Three floats in four bytes: nine bits each and a shared exponent. Filterable on every backend, half the size of half floats.
//! Source: the OpenGL extension EXT_texture_shared_exponent, section "Encode".

use glam::Vec3;

/// Largest value that can be stored.
const MAX: f32 = 65408.0;

/// Negative values and NaN become 0.
pub(crate) fn encode(linear: Vec3) -> u32 {
    let c = linear.max(Vec3::ZERO).min(Vec3::splat(MAX));
    let peak = c.max_element().max(f32::from_bits(0x3780_0000)); // 2^-16
    // Exponent such that the peak needs at most nine bits, with a bias of 15.
    let mut exponent = ((peak.to_bits() >> 23) as i32 - 127) + 1 + 15;
    let mut scale = scale_of(exponent);
    if (peak * scale + 0.5) as u32 == 512 {
        exponent += 1;
        scale *= 0.5;
    }
    let [r, g, b] = (c * scale + 0.5).to_array().map(|value| value as u32);
    r | g << 9 | b << 18 | (exponent as u32) << 27
}

#[cfg(test)]
fn decode(bits: u32) -> Vec3 {
    let scale = 1.0 / scale_of((bits >> 27) as i32);
    Vec3::new((bits & 511) as f32, (bits >> 9 & 511) as f32, (bits >> 18 & 511) as f32) * scale
}

/// 2^(9 + 15 - exponent).
fn scale_of(exponent: i32) -> f32 {
    f32::from_bits(((24 - exponent + 127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_within_the_precision_of_the_peak() {
        for value in [Vec3::ZERO, Vec3::new(1.0, 0.5, 0.25), Vec3::new(0.001, 0.002, 0.0), Vec3::new(15.99, 3.0, 0.1), Vec3::splat(60000.0)] {
            let back = decode(encode(value));
            assert!((back - value).abs().max_element() <= value.max_element() / 256.0 + 1e-7, "{value} became {back}");
        }
    }

    #[test]
    fn hostile_values_are_clamped() {
        assert_eq!(decode(encode(Vec3::new(-1.0, f32::NEG_INFINITY, 0.0))), Vec3::ZERO);
        assert!(decode(encode(Vec3::splat(f32::INFINITY))).is_finite());
    }
}
