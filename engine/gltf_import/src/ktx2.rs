//! Pictures in KTX2 files packed by Basis Universal (KHR_texture_basisu): checked, then kept as they are until somebody draws them.
//!
//! The library unpacks; here stand our limits, which the header is held to before (KTX 2.0, section 3). Start at [`size_px`].

use crate::guarded::guarded;
use basisu::{DecodeFlags, Error, SourceFormat, TargetFormat, Transcoder};
use scene::{PackedImage, Texels};
use std::fmt;

/// What every KTX2 file begins with.
const IDENTIFIER: [u8; 12] = *b"\xABKTX 20\xBB\r\n\x1A\n";
/// Where things stand in the header, in bytes.
const SIZE_AT: usize = 20;
const DEPTH_AT: usize = 28;
const N_LAYERS_AT: usize = 32;
const N_FACES_AT: usize = 36;
const N_LEVELS_AT: usize = 40;
const LEVELS_AT: usize = 80;
/// Of each level's entry, and in it where the size of the unpacked blocks stands.
const LEVEL_BYTES: usize = 24;
const UNPACKED_AT: usize = 16;
/// A block is 4 by 4 pixels, and at most so many bytes.
const BLOCK_PX: u32 = 4;
const BLOCK_BYTES: u64 = 16;

/// A whole file, which was unpacked once without an error.
pub(crate) struct Ktx2 {
    bytes: Box<[u8]>,
    size_px: [u32; 2],
    n_levels: u32,
    has_alpha: bool,
    is_coarse: bool,
}

pub(crate) fn is_ktx2(bytes: &[u8]) -> bool {
    bytes.starts_with(&IDENTIFIER)
}

/// Width and height as the header says, which the levels will fill: to be held to limits before.
pub(crate) fn size_px(bytes: &[u8]) -> Result<[u32; 2], &'static str> {
    let number = |at: usize| whole::<4>(bytes, at).map(u32::from_le_bytes);
    let size_px = [number(SIZE_AT)?, number(SIZE_AT + 4)?];
    let is_flat = number(DEPTH_AT)? == 0 && number(N_LAYERS_AT)? <= 1 && number(N_FACES_AT)? == 1;
    if !is_flat || size_px.contains(&0) {
        return Err("it is no picture of one layer");
    }
    let n_levels = number(N_LEVELS_AT)?.max(1);
    if n_levels > 1 + size_px[0].max(size_px[1]).ilog2() {
        return Err("it has more levels than pixels");
    }
    for level in 0..n_levels {
        let [across, down] = level_px(size_px, level).map(|side| u64::from(side.div_ceil(BLOCK_PX)));
        let unpacked = u64::from_le_bytes(whole::<8>(bytes, LEVELS_AT + level as usize * LEVEL_BYTES + UNPACKED_AT)?);
        if unpacked > (across * down).saturating_mul(BLOCK_BYTES) {
            return Err("it says that its blocks are larger than its size");
        }
    }
    Ok(size_px)
}

impl Ktx2 {
    /// Every level is unpacked for a look. `size_px` is what [`size_px()`] gave.
    pub fn checked(bytes: &[u8], size_px: [u32; 2]) -> Result<Self, String> {
        let look = |transcoder: &Transcoder| {
            let source = transcoder.source_format();
            // Only these say in their header whether they have alpha.
            let says_alpha = matches!(source, SourceFormat::Etc1s | SourceFormat::UastcLdr);
            let has_alpha = transcoder.has_alpha() || !says_alpha;
            let (n_levels, is_coarse) = (transcoder.level_count(), source == SourceFormat::Etc1s);
            // The quickest that looks at everything.
            let target = if is_coarse && !has_alpha { TargetFormat::Etc1Rgb } else { TargetFormat::Rgba32 };
            for level in 0..n_levels {
                transcoder.transcode(level, target, DecodeFlags::NONE)?;
            }
            Ok(Self { bytes: bytes.into(), size_px, n_levels, has_alpha, is_coarse })
        };
        read(bytes, look).unwrap_or_else(|| Err("its blocks are broken".into()))
    }
}

impl PackedImage for Ktx2 {
    fn n_levels(&self) -> u32 {
        self.n_levels
    }

    fn has_alpha(&self) -> bool {
        self.has_alpha
    }

    fn is_coarse(&self) -> bool {
        self.is_coarse
    }

    fn levels(&self, n_levels: u32, texels: Texels) -> Option<Vec<Vec<u8>>> {
        let target = match texels {
            Texels::Rgba8 => TargetFormat::Rgba32,
            Texels::Bc1 => TargetFormat::Bc1Rgb,
            Texels::Bc7 => TargetFormat::Bc7Rgba,
            Texels::Etc2Rgb => TargetFormat::Etc1Rgb,
            Texels::Etc2Rgba => TargetFormat::Etc2Rgba,
        };
        let unpacked = |transcoder: &Transcoder| {
            (0..n_levels.min(self.n_levels)).map(|level| transcoder.transcode(level, target, DecodeFlags::NONE)).collect()
        };
        let levels: Vec<Vec<u8>> = read(&self.bytes, unpacked)?.ok()?;
        let fits = |(level, bytes): (u32, &Vec<u8>)| bytes.len() as u64 == texels.n_bytes(level_px(self.size_px, level));
        (0..).zip(&levels).all(fits).then_some(levels)
    }
}

impl fmt::Debug for Ktx2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ktx2({:?} px, {} levels, {} bytes)", self.size_px, self.n_levels, self.bytes.len())
    }
}

/// Other people's parser of hostile bytes: a panic in there must not be ours, and is None.
fn read<T>(bytes: &[u8], use_it: impl Fn(&Transcoder) -> Result<T, Error>) -> Option<Result<T, String>> {
    guarded(|| Transcoder::new(bytes).and_then(|transcoder| use_it(&transcoder)).map_err(|error| format!("{error:?}")))
}

fn level_px(size_px: [u32; 2], level: u32) -> [u32; 2] {
    size_px.map(|side| (side >> level).max(1))
}

fn whole<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], &'static str> {
    bytes.get(at..at + N).and_then(|bytes| bytes.try_into().ok()).ok_or("it ends early")
}
