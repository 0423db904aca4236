//! Pictures in KTX2 files packed by Basis Universal (KHR_texture_basisu), made into plain pixels.
//!
//! The library unpacks; here stand our limits. Start at [`pixels`].

use basisu::{DecodeFlags, TargetFormat, Transcoder};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What every KTX2 file begins with.
const IDENTIFIER: [u8; 12] = *b"\xABKTX 20\xBB\r\n\x1A\n";
/// Where width and height stand, each a whole number of 4 bytes.
const SIZE_AT: usize = 20;

pub(crate) fn is_ktx2(bytes: &[u8]) -> bool {
    bytes.starts_with(&IDENTIFIER)
}

/// Width and height as the file says, before anything of that size is made; None when it ends before.
pub(crate) fn size_px(bytes: &[u8]) -> Option<[u32; 2]> {
    let (width, height) = bytes.get(SIZE_AT..SIZE_AT + 8)?.split_at(4);
    Some([u32::from_le_bytes(width.try_into().ok()?), u32::from_le_bytes(height.try_into().ok()?)])
}

/// Rows from the top, 4 bytes a pixel, of the largest level.
pub(crate) fn pixels(bytes: &[u8], size_px: [u32; 2]) -> Result<Vec<u8>, String> {
    // Other people's parser of hostile bytes: a panic in there must not be ours.
    let unpacked = catch_unwind(AssertUnwindSafe(|| {
        let transcoder = Transcoder::new(bytes)?;
        transcoder.transcode(0, TargetFormat::Rgba32, DecodeFlags::NONE)
    }));
    let pixels = match unpacked {
        Ok(Ok(pixels)) => pixels,
        Ok(Err(error)) => return Err(format!("{error:?}")),
        Err(_) => return Err("its blocks are broken".into()),
    };
    let n_bytes = u64::from(size_px[0]) * u64::from(size_px[1]) * 4;
    if pixels.len() as u64 == n_bytes { Ok(pixels) } else { Err("its blocks do not fill its size".into()) }
}
