//! The outside of a file: binary (glb) or plain JSON (gltf). glTF 2.0, chapter 4.

use crate::{ImportError, Limits};
use serde_json::Value;

/// The JSON, and the glb's own buffer if it has one.
pub(crate) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<(Value, Option<&'a [u8]>), ImportError> {
    if bytes.len() > limits.file_bytes {
        let what = format!("has {} bytes; at most {} are read", bytes.len(), limits.file_bytes);
        return Err(ImportError::new("the file", what));
    }
    let (json, bin) = if bytes.starts_with(b"glTF") { chunks(bytes)? } else { (bytes, None) };
    if json.len() > limits.json_bytes {
        return Err(ImportError::new(
            "the file",
            format!("its JSON has {} bytes; at most {} are read", json.len(), limits.json_bytes),
        ));
    }
    if count_values(json) > limits.json_values {
        return Err(ImportError::new("the file", format!("its JSON has more than {} values", limits.json_values)));
    }
    let json: Value = serde_json::from_slice(json).map_err(|error| {
        let what =
            if json.trim_ascii_start().starts_with(b"{") { "its JSON cannot be read" } else { "is neither glb nor glTF JSON" };
        ImportError::new("the file", format!("{what}: {error}"))
    })?;
    Ok((json, bin))
}

fn chunks(bytes: &[u8]) -> Result<(&[u8], Option<&[u8]>), ImportError> {
    let broken = |what: &str| ImportError::new("the glb's header", what);
    let u32_at = |at: usize| {
        let word = bytes.get(at..at + 4).and_then(|word| word.try_into().ok());
        word.map(u32::from_le_bytes).ok_or_else(|| broken("the file ends too early"))
    };
    if u32_at(4)? != 2 {
        return Err(broken(&format!("has version {}; only version 2 is known", u32_at(4)?)));
    }
    let length = u32_at(8)? as usize;
    if length > bytes.len() {
        return Err(broken(&format!("says {length} bytes, but the file has {}: it is cut off", bytes.len())));
    }
    let (mut json, mut bin) = (None, None);
    let mut at = 12;
    while at < length {
        let chunk_bytes = u32_at(at)? as usize;
        let kind = u32_at(at + 4)?.to_le_bytes();
        let content = (at + 8).checked_add(chunk_bytes).filter(|end| *end <= length).and_then(|end| bytes.get(at + 8..end));
        let content = content.ok_or_else(|| broken("a chunk is longer than the file"))?;
        match &kind {
            b"JSON" if json.is_none() => json = Some(content),
            b"BIN\0" if json.is_some() && bin.is_none() => bin = Some(content),
            // Chunks of kinds unknown are to be passed over.
            _ => {}
        }
        at += 8 + chunk_bytes;
    }
    json.map(|json| (json, bin)).ok_or_else(|| broken("there is no JSON chunk"))
}

/// An upper bound that needs no memory: every value follows a bracket, comma or colon outside texts.
fn count_values(json: &[u8]) -> usize {
    let (mut n_values, mut in_text, mut escaped) = (1, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            b'[' | b'{' | b',' | b':' if !in_text => n_values += 1,
            _ => {}
        }
    }
    n_values
}
