//! Mip chains by a 2x2 box filter, averaged in linear light where the texels are sRGB.

use std::sync::LazyLock;

/// How the bytes of a texture are to be averaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Encoding {
    Linear,
    /// The first three channels are sRGB, the fourth linear.
    Srgb,
}

pub(crate) fn n_levels(width_px: u32, height_px: u32) -> u32 {
    32 - width_px.max(height_px).max(1).leading_zeros()
}

/// The next smaller level of interleaved 8-bit texels; sizes halve, rounding down, to at least 1.
pub(crate) fn halved<const N: usize>(texels: &[u8], width_px: u32, height_px: u32, encoding: Encoding) -> Vec<u8> {
    let (width, height) = (width_px as usize, height_px as usize);
    let (half_width, half_height) = ((width / 2).max(1), (height / 2).max(1));
    let n_srgb = if encoding == Encoding::Srgb { 3 } else { 0 };
    let tables = &*TABLES;
    let of = |channel: usize, four: [u8; 4]| if channel < n_srgb { tables.srgb_mean(four) } else { mean(four) };
    let mut out = vec![0; half_width * half_height * N];
    for (y, out) in out.chunks_exact_mut(half_width * N).enumerate() {
        let [upper, lower] = [2 * y, 2 * y + 1].map(|y| &texels[y.min(height - 1) * width * N..][..width * N]);
        if width == 1 {
            (0..N).for_each(|channel| out[channel] = of(channel, [upper, upper, lower, lower].map(|row| row[channel])));
            continue;
        }
        // In chunks, so that no place has to be checked.
        let pairs = upper.chunks_exact(2 * N).zip(lower.chunks_exact(2 * N));
        for (out, (upper, lower)) in out.chunks_exact_mut(N).zip(pairs) {
            for channel in 0..N {
                out[channel] = of(channel, [upper[channel], upper[N + channel], lower[channel], lower[N + channel]]);
            }
        }
    }
    out
}

fn mean(four: [u8; 4]) -> u8 {
    ((four.iter().map(|&value| u32::from(value)).sum::<u32>() + 2) / 4) as u8
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

struct Tables {
    /// 16-bit linear by sRGB byte.
    linear: [u16; 256],
    /// sRGB byte by the upper 12 bits of a 16-bit linear value.
    srgb: [u8; 4096],
}

impl Tables {
    fn srgb_mean(&self, four: [u8; 4]) -> u8 {
        let sum: u32 = four.iter().map(|&value| u32::from(self.linear[usize::from(value)])).sum();
        self.srgb[(sum >> 6) as usize & 4095]
    }

    fn new() -> Self {
        let linear = std::array::from_fn(|srgb| (linear_from_srgb(srgb as f32 / 255.0) * 65535.0 + 0.5) as u16);
        let srgb = std::array::from_fn(|linear| (srgb_from_linear((linear as f32 + 0.5) / 4096.0) * 255.0 + 0.5) as u8);
        Self { linear, srgb }
    }
}

/// Both in 0..1.
pub(crate) fn linear_from_srgb(srgb: f32) -> f32 {
    if srgb <= 0.04045 { srgb / 12.92 } else { ((srgb + 0.055) / 1.055).powf(2.4) }
}

/// Both in 0..1.
pub(crate) fn srgb_from_linear(linear: f32) -> f32 {
    if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checkerboard_keeps_its_brightness_to_the_eye() {
        let black_and_white = [0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 255];
        let half = halved::<4>(&black_and_white, 2, 2, Encoding::Srgb);
        assert!(half[..3].iter().all(|value| [187, 188].contains(value)), "{half:?}");
        assert_eq!(halved::<4>(&black_and_white, 2, 2, Encoding::Linear), [128, 128, 128, 255]);
    }

    #[test]
    fn flat_colours_stay() {
        for value in 0..=255 {
            let texels = [value; 16];
            let error = halved::<4>(&texels, 2, 2, Encoding::Srgb)[0].abs_diff(value);
            assert!(error <= u8::from(value < 60), "{value} is off by {error}");
        }
    }

    #[test]
    fn odd_and_thin_sizes_end_at_one_texel() {
        assert_eq!(n_levels(5, 1), 3);
        let row = [10, 20, 30, 40, 50];
        let half = halved::<1>(&row, 5, 1, Encoding::Linear);
        assert_eq!(half.len(), 2);
        assert_eq!(halved::<1>(&half, 2, 1, Encoding::Linear).len(), 1);
    }
}
