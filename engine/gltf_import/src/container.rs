//! The outside of a file: binary (glb) or plain JSON (gltf). glTF 2.0, chapter 4.

use crate::limits::no_room;
use crate::{ImportError, Limits};
use scene::has_room;
use serde_json::Value;

/// How many times as much memory as bytes JSON takes once it is read, about.
const JSON_GROWS: u64 = 8;

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
    let n_bytes = json.len() as u64 * JSON_GROWS;
    if !has_room(n_bytes) {
        return Err(ImportError::new("the file", no_room(n_bytes)));
    }
    // Not allowed there, and written by some editors all the same.
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    let json: Value = serde_json::from_slice(json).map_err(|error| ImportError::new("the file", no_json(json, &error)))?;
    Ok((json, bin))
}

/// Why it cannot be read, in words for who did not write it by hand.
fn no_json(json: &[u8], error: &serde_json::Error) -> String {
    let text = json.trim_ascii_start();
    let (line, column) = (error.line(), error.column());
    if text.is_empty() {
        return "is empty".to_owned();
    }
    if !text.starts_with(b"{") {
        let begins = String::from_utf8_lossy(&text[..text.len().min(24)]);
        let begins: String = begins.chars().take_while(|letter| !letter.is_control()).collect();
        return format!("is neither glb nor glTF JSON: it begins with `{begins}`");
    }
    if error.is_eof() {
        return format!("its JSON ends in the middle, in line {line}, column {column}: the file is cut off");
    }
    match word_at(json, line, column) {
        Some(word @ ("NaN" | "nan" | "Infinity" | "inf" | "Inf")) => {
            format!("its JSON has `{word}` in line {line}, column {column}, where only numbers may stand: export it once more")
        }
        _ => format!("its JSON cannot be read: {error}"),
    }
}

/// The word around a place, both counted from 1.
fn word_at(json: &[u8], line: usize, column: usize) -> Option<&str> {
    let line = json.split(|byte| *byte == b'\n').nth(line.checked_sub(1)?)?;
    let at = column.checked_sub(1)?.min(line.len());
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic();
    // The place may be before the word, within it or behind it.
    let begin = at - line[..at].iter().rev().take_while(|byte| is_letter(byte)).count();
    let begin = begin + usize::from(line.get(begin) == Some(&b'-'));
    let end = begin + line[begin..].iter().take_while(|byte| is_letter(byte)).count();
    std::str::from_utf8(&line[begin..end]).ok()
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
