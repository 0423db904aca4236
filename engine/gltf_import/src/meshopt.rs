//! Buffer views packed by EXT_meshopt_compression or KHR_meshopt_compression.
//!
//! Written from the extensions' appendices A (the streams) and B (the filters). Does not know what the bytes mean. Any bytes give
//! either as many as were promised or a sentence on what is wrong with them. Start at [`Packed::unpack`].

mod attributes;
mod filters;
mod indices;

use crate::ImportError;
use crate::json::At;

/// The extensions that pack a view, by their names in the file.
pub(crate) const EXTENSIONS: [&str; 2] = ["EXT_meshopt_compression", "KHR_meshopt_compression"];

/// How a view is packed: what the extension says beside where the packed bytes lie.
pub(crate) struct Packed {
    mode: Mode,
    filter: Filter,
    count: usize,
    stride: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Attributes,
    Triangles,
    Indices,
}

#[derive(Clone, Copy, PartialEq)]
enum Filter {
    None,
    Octahedral,
    Quaternion,
    Exponential,
    Color,
}

/// What is wrong with a stream.
type Unpacked = Result<Vec<u8>, &'static str>;

const ENDS_EARLY: &str = "its packed bytes end early";
const TOO_LONG: &str = "its packed bytes go on after the last element";

impl Packed {
    /// Reads the extension's object.
    pub fn read(at: &At) -> Result<Self, ImportError> {
        let (count, stride) = (at.need("count")?.whole()?, at.need("byteStride")?.whole()?);
        let mode = match at.text("mode")? {
            Some("ATTRIBUTES") => Mode::Attributes,
            Some("TRIANGLES") => Mode::Triangles,
            Some("INDICES") => Mode::Indices,
            _ => return at.fail("`mode` must be ATTRIBUTES, TRIANGLES or INDICES"),
        };
        let filter = match at.text("filter")? {
            None | Some("NONE") => Filter::None,
            Some("OCTAHEDRAL") => Filter::Octahedral,
            Some("QUATERNION") => Filter::Quaternion,
            Some("EXPONENTIAL") => Filter::Exponential,
            Some("COLOR") => Filter::Color,
            Some(other) => return at.fail(format!("`filter` {other} is unknown")),
        };
        let strides_fit = match (mode, filter) {
            (Mode::Attributes, Filter::None | Filter::Exponential) => (4..=256).contains(&stride) && stride.is_multiple_of(4),
            (Mode::Attributes, Filter::Octahedral | Filter::Color) => stride == 4 || stride == 8,
            (Mode::Attributes, Filter::Quaternion) => stride == 8,
            (_, Filter::None) => stride == 2 || stride == 4,
            _ => return at.fail("indices have no `filter`"),
        };
        if !strides_fit {
            return at.fail(format!("`byteStride` {stride} does not go with its mode and filter"));
        }
        if mode == Mode::Triangles && !count.is_multiple_of(3) {
            return at.fail(format!("its {count} indices are no triangles"));
        }
        Ok(Self { mode, filter, count, stride })
    }

    /// Once unpacked; None beyond what a machine can count.
    pub fn n_bytes(&self) -> Option<usize> {
        self.count.checked_mul(self.stride)
    }

    /// As many bytes as [`Self::n_bytes`] says, which the caller has made sure are few enough.
    pub fn unpack(&self, packed: &[u8]) -> Unpacked {
        match self.mode {
            Mode::Triangles => Ok(narrowed(&indices::triangles(packed, self.count)?, self.stride)),
            Mode::Indices => Ok(narrowed(&indices::sequence(packed, self.count)?, self.stride)),
            Mode::Attributes => {
                let mut bytes = attributes::unpack(packed, self.count, self.stride)?;
                match self.filter {
                    Filter::None => {}
                    Filter::Octahedral => filters::octahedral(&mut bytes, self.stride),
                    Filter::Quaternion => filters::quaternion(&mut bytes),
                    Filter::Exponential => filters::exponential(&mut bytes),
                    Filter::Color => filters::color(&mut bytes, self.stride),
                }
                Ok(bytes)
            }
        }
    }
}

/// Indices of 2 or 4 bytes each; what does not fit in 2 loses its upper half, as the format has it.
fn narrowed(indices: &[u32], stride: usize) -> Vec<u8> {
    indices.iter().flat_map(|index| index.to_le_bytes().into_iter().take(stride)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

    use super::*;
    use base64::Engine;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// What meshoptimizer packed, and what it unpacks from that: see tests/files/meshopt.mjs.
    fn cases() -> Vec<(String, Packed, Vec<u8>, Vec<u8>)> {
        let cases: Vec<Value> = serde_json::from_str(include_str!("../tests/files/meshopt.json")).unwrap();
        let bytes = |value: &Value| base64::prelude::BASE64_STANDARD.decode(value.as_str().unwrap()).unwrap();
        let case = |case: Value| {
            let written = json!({
                "count": case["count"], "byteStride": case["stride"], "mode": case["mode"], "filter": case["filter"],
            });
            let packed = Packed::read(&At::root(&written).unwrap()).unwrap();
            (case["name"].as_str().unwrap().to_owned(), packed, bytes(&case["packed"]), bytes(&case["unpacked"]))
        };
        cases.into_iter().map(case).collect()
    }

    #[test]
    fn every_mode_and_filter_unpacks_what_another_program_packed() {
        for (name, packed, from, wanted) in cases() {
            let found = packed.unpack(&from).unwrap_or_else(|what| panic!("{name}: {what}"));
            assert_eq!(found.len(), wanted.len(), "{name}");
            // The format lets a filter round either way.
            let tolerance = i32::from(!matches!(packed.filter, Filter::None | Filter::Exponential));
            let n_bytes = if packed.stride == 8 && tolerance > 0 { 2 } else { 1 };
            let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, byte| number << 8 | i32::from(*byte));
            let range = 1 << (8 * n_bytes);
            for (a, b) in found.chunks(n_bytes).zip(wanted.chunks(n_bytes)) {
                let apart = (number(a) - number(b)).rem_euclid(range);
                assert!(apart.min(range - apart) <= tolerance, "{name}: {a:?} for {b:?}");
            }
        }
    }

    #[test]
    fn what_is_too_short_or_too_long_is_refused() {
        for (name, packed, from, _) in cases() {
            for n_bytes in 0..from.len() {
                assert!(packed.unpack(&from[..n_bytes]).is_err(), "{name}, {n_bytes} bytes");
            }
            let mut longer = from.clone();
            longer.insert(from.len() / 2, 0);
            let _ = packed.unpack(&longer);
            longer.clear();
            assert!(packed.unpack(&longer).is_err(), "{name}, no bytes");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(case in 0..24_usize, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
            let mut cases = cases();
            let (_, packed, mut from, wanted) = cases.swap_remove(case % cases.len());
            for (at, byte) in changes {
                let at = at.index(from.len());
                from[at] = byte;
            }
            if let Ok(bytes) = packed.unpack(&from) {
                prop_assert_eq!(bytes.len(), wanted.len());
            }
        }
    }
}
