//! Pictures in KTX2 files packed by Basis Universal (KHR_texture_basisu), made into plain pixels.
//!
//! The library unpacks; here stand our limits, which the header is held to before (KTX 2.0, section 3). Start at [`size_px`].

use crate::guarded::guarded;
use basisu::{DecodeFlags, TargetFormat, Transcoder};

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
const N_LEVELS_MAX: u32 = 32;

pub(crate) fn is_ktx2(bytes: &[u8]) -> bool {
    bytes.starts_with(&IDENTIFIER)
}

/// Width and height as the header says, which [`pixels`] will fill: to be held to limits before.
pub(crate) fn size_px(bytes: &[u8]) -> Result<[u32; 2], &'static str> {
    let number = |at: usize| whole::<4>(bytes, at).map(u32::from_le_bytes);
    let size_px = [number(SIZE_AT)?, number(SIZE_AT + 4)?];
    let is_flat = number(DEPTH_AT)? == 0 && number(N_LAYERS_AT)? <= 1 && number(N_FACES_AT)? == 1;
    if !is_flat || size_px.contains(&0) {
        return Err("it is no picture of one layer");
    }
    let n_levels = number(N_LEVELS_AT)?.max(1);
    if n_levels > N_LEVELS_MAX {
        return Err("it has more levels than pixels");
    }
    let [across, down] = size_px.map(|side| u64::from(side.div_ceil(BLOCK_PX)));
    let n_bytes_max = (across * down).saturating_mul(BLOCK_BYTES);
    for level in 0..n_levels as usize {
        let unpacked = u64::from_le_bytes(whole::<8>(bytes, LEVELS_AT + level * LEVEL_BYTES + UNPACKED_AT)?);
        if unpacked > n_bytes_max {
            return Err("it says that its blocks are larger than its size");
        }
    }
    Ok(size_px)
}

/// Rows from the top, 4 bytes a pixel, of the largest level. `size_px` is what [`size_px()`] gave.
pub(crate) fn pixels(bytes: &[u8], size_px: [u32; 2]) -> Result<Vec<u8>, String> {
    // Other people's parser of hostile bytes: a panic in there must not be ours.
    let unpacked = guarded(|| {
        let transcoder = Transcoder::new(bytes)?;
        transcoder.transcode(0, TargetFormat::Rgba32, DecodeFlags::NONE)
    });
    let pixels = match unpacked {
        Some(Ok(pixels)) => pixels,
        Some(Err(error)) => return Err(format!("{error:?}")),
        None => return Err("its blocks are broken".into()),
    };
    let n_bytes = u64::from(size_px[0]) * u64::from(size_px[1]) * 4;
    if pixels.len() as u64 == n_bytes { Ok(pixels) } else { Err("its blocks do not fill its size".into()) }
}

fn whole<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], &'static str> {
    bytes.get(at..at + N).and_then(|bytes| bytes.try_into().ok()).ok_or("it ends early")
}
