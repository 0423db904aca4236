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

/// All levels of an sRGB picture whose alpha counts, as filtered colours multiplied by their alpha would come out: each texel weighs as
/// much as it covers, and a clear one takes the colour beside it, so that nothing hidden shows along an edge.
pub(crate) fn covered_levels(texels: &[u8], width_px: u32, height_px: u32) -> Vec<Vec<u8>> {
    let mut sizes = vec![[width_px as usize, height_px as usize]];
    let mut levels = vec![texels.to_vec()];
    for level in 1..n_levels(width_px, height_px) as usize {
        let [width, height] = sizes[level - 1];
        levels.push(halved_by_cover(&levels[level - 1], [width, height]));
        sizes.push([(width / 2).max(1), (height / 2).max(1)]);
    }
    for level in (0..levels.len()).rev() {
        let (finer, coarser) = levels.split_at_mut(level + 1);
        let coarser = coarser.first().map(|texels| (texels.as_slice(), sizes[level + 1][0], sizes[level + 1][1]));
        colour_what_is_clear(&mut finer[level], sizes[level], coarser);
    }
    levels
}

fn halved_by_cover(texels: &[u8], [width, height]: [usize; 2]) -> Vec<u8> {
    let (half_width, half_height) = ((width / 2).max(1), (height / 2).max(1));
    let mut out = Vec::with_capacity(half_width * half_height * 4);
    for y in 0..half_height {
        for x in 0..half_width {
            let texel = |i: usize| {
                let (x, y) = ((2 * x + i % 2).min(width - 1), (2 * y + i / 2).min(height - 1));
                &texels[(y * width + x) * 4..][..4]
            };
            let four = [0, 1, 2, 3].map(texel);
            out.extend(TABLES.mean_by_cover(&four).unwrap_or([four[0][0], four[0][1], four[0][2]]));
            out.push(mean(four.map(|texel| texel[3])));
        }
    }
    out
}

/// From beside it, else from the next smaller level, which has its colours already.
fn colour_what_is_clear(texels: &mut [u8], [width, height]: [usize; 2], coarser: Option<(&[u8], usize, usize)>) {
    let clear: Vec<usize> = (0..width * height).filter(|at| texels[at * 4 + 3] == 0).collect();
    let colours: Vec<Option<[u8; 3]>> = clear
        .iter()
        .map(|at| {
            let (x, y) = (at % width, at / width);
            let rows = y.saturating_sub(1)..(y + 2).min(height);
            let beside = rows.flat_map(|y| (x.saturating_sub(1)..(x + 2).min(width)).map(move |x| (y * width + x) * 4));
            let beside: Vec<&[u8]> = beside.map(|at| &texels[at..at + 4]).collect();
            TABLES.mean_by_cover(&beside).or_else(|| {
                let (texels, width, height) = coarser?;
                let at = ((y / 2).min(height - 1) * width + (x / 2).min(width - 1)) * 4;
                Some([texels[at], texels[at + 1], texels[at + 2]])
            })
        })
        .collect();
    for (at, colour) in clear.into_iter().zip(colours) {
        if let Some(colour) = colour {
            texels[at * 4..at * 4 + 3].copy_from_slice(&colour);
        }
    }
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

    /// Of sRGB texels with alpha; none where all are clear.
    fn mean_by_cover(&self, texels: &[&[u8]]) -> Option<[u8; 3]> {
        let cover: u32 = texels.iter().map(|texel| u32::from(texel[3])).sum();
        let light = |texel: &[u8], channel: usize| u32::from(self.linear[usize::from(texel[channel])]) * u32::from(texel[3]);
        let mean = |channel| texels.iter().map(|texel| light(texel, channel)).sum::<u32>() / cover;
        let alike = |channel: usize| texels.iter().filter(|texel| texel[3] > 0).all(|texel| texel[channel] == texels[0][channel]);
        (cover > 0).then(|| {
            [0, 1, 2].map(|channel| {
                if texels[0][3] > 0 && alike(channel) {
                    texels[0][channel]
                } else {
                    self.srgb[(mean(channel) >> 4) as usize & 4095]
                }
            })
        })
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

    /// A red disk on clear green, as a painting program saves it: green is seen nowhere.
    #[test]
    fn what_is_clear_has_no_colour_of_its_own() {
        let disk = |at: usize| {
            if (at % 16).abs_diff(8).pow(2) + (at / 16).abs_diff(8).pow(2) < 30 { [200, 0, 0, 255] } else { [0, 255, 0, 0] }
        };
        let levels = covered_levels(&(0..256).flat_map(disk).collect::<Vec<u8>>(), 16, 16);
        assert_eq!(levels.len(), 5);
        for texel in levels.iter().flat_map(|level| level.chunks_exact(4)) {
            assert!(texel[0].abs_diff(200) <= 1 && texel[1] == 0, "{texel:?}");
        }
        let (finest, coarsest) = (&levels[0], &levels[4]);
        assert!((80..140).contains(&coarsest[3]), "as much is covered as before: {coarsest:?}");
        assert!(finest.chunks_exact(4).enumerate().all(|(at, texel)| texel[3] == disk(at)[3]), "alpha stays as it is");
    }

    #[test]
    fn a_picture_that_is_clear_all_over_stays_as_it_is() {
        let texels = [9, 8, 7, 0].repeat(6);
        assert_eq!(covered_levels(&texels, 3, 2)[0], texels);
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
