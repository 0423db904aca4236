//! Buffers and the views into them. Every view is checked once, here, to lie within its buffer; packed ones are unpacked.

use crate::findings::Findings;
use crate::json::At;
use crate::limits::Budget;
use crate::meshopt::{self, Packed};
use crate::{ImportError, Limits, Resolve, location};
use serde_json::Value;
use std::borrow::Cow;

pub(crate) struct Buffers<'a> {
    /// None: it is broken, and that was told.
    buffers: Vec<Option<Cow<'a, [u8]>>>,
    views: Vec<Option<View>>,
}

struct View {
    bytes: Bytes,
    stride: Option<usize>,
}

enum Bytes {
    Within { buffer: usize, offset: usize, len: usize },
    Unpacked(Vec<u8>),
}

impl<'a> Buffers<'a> {
    pub fn read(
        root: &At,
        bin: Option<&'a [u8]>,
        resolve: Resolve,
        limits: &Limits,
        budget: &mut Budget,
        findings: &mut Findings,
    ) -> Result<Self, ImportError> {
        let mut read = Self { buffers: Vec::new(), views: Vec::new() };
        for (idx, at) in root.objects("buffers", limits.list_len)?.iter().enumerate() {
            let bin = bin.filter(|_| idx == 0);
            let bytes = if is_stand_in(root, at, idx)? {
                Ok(Some(Cow::Borrowed(&[][..])))
            } else {
                read_buffer(at, bin, resolve, budget).map(Some)
            };
            read.buffers.push(findings.or(bytes, || None)?);
        }
        for at in root.objects("bufferViews", limits.list_len)? {
            let view = read.read_view(&at, budget).map(Some);
            read.views.push(findings.or(view, || None)?);
        }
        Ok(read)
    }

    fn read_view(&self, at: &At, budget: &mut Budget) -> Result<View, ImportError> {
        let packed = packed(at)?;
        let place = packed.as_ref().unwrap_or(at);
        let buffer = place.need("buffer")?.index(self.buffers.len(), "buffer")?;
        let (offset, len) = (place.whole_or("byteOffset", 0)?, place.need("byteLength")?.whole()?);
        let Some(whole) = &self.buffers[buffer] else {
            return Err(ImportError::following(&place.place, format!("buffer {buffer} is broken")));
        };
        let Some(within) = offset.checked_add(len).and_then(|end| whole.get(offset..end)) else {
            return place.fail(format!("reaches beyond the {} bytes of its buffer", whole.len()));
        };
        let bytes = match &packed {
            Some(place) => Bytes::Unpacked(unpack(at, place, within, budget)?),
            None => Bytes::Within { buffer, offset, len },
        };
        let stride = at.get("byteStride").map(|stride| stride.whole()).transpose()?;
        if stride.is_some_and(|stride| !(1..=252).contains(&stride)) {
            return at.fail("`byteStride` must be from 4 to 252");
        }
        Ok(View { bytes, stride })
    }

    pub fn n_views(&self) -> usize {
        self.views.len()
    }

    /// The view that `at` names must exist.
    pub fn view(&self, at: &At, view: usize) -> Result<&[u8], ImportError> {
        let bytes = match &self.views[view] {
            Some(View { bytes: Bytes::Unpacked(bytes), .. }) => Some(bytes.as_slice()),
            Some(View { bytes: Bytes::Within { buffer, offset, len }, .. }) => {
                self.buffers[*buffer].as_ref().and_then(|buffer| buffer.get(*offset..*offset + *len))
            }
            None => None,
        };
        bytes.ok_or_else(|| ImportError::following(&at.place, format!("buffer view {view} is broken")))
    }

    /// The view must exist.
    pub fn stride(&self, view: usize) -> Option<usize> {
        self.views[view].as_ref()?.stride
    }
}

fn read_buffer<'a>(at: &At, bin: Option<&'a [u8]>, resolve: Resolve, budget: &mut Budget) -> Result<Cow<'a, [u8]>, ImportError> {
    let bytes = match (at.text("uri")?, bin) {
        (Some(uri), _) => Cow::Owned(fetch(&at.need("uri")?, uri, resolve)?),
        (None, Some(bin)) => Cow::Borrowed(bin),
        _ => return at.fail("has no `uri`, and the file has no binary chunk for it"),
    };
    let len = at.need("byteLength")?.whole()?;
    if len > bytes.len() {
        return at.fail(format!("says {len} bytes, but there are only {} bytes", bytes.len()));
    }
    if matches!(bytes, Cow::Owned(_)) {
        budget.spend(&at.place, bytes.len() as u64)?;
    }
    Ok(match bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[..len]),
        Cow::Owned(mut bytes) => {
            bytes.truncate(len);
            Cow::Owned(bytes)
        }
    })
}

/// The extension that packs a view or marks a buffer, if there is one.
fn packed<'a>(at: &At<'a>) -> Result<Option<At<'a>>, ImportError> {
    for name in meshopt::EXTENSIONS {
        if let Some(extension) = at.extension(name)? {
            return Ok(Some(extension));
        }
    }
    Ok(None)
}

/// A buffer for readers that cannot unpack: it is not needed, and may not even be there.
fn is_stand_in(root: &At, at: &At, idx: usize) -> Result<bool, ImportError> {
    if let Some(extension) = packed(at)? {
        return extension.flag_or("fallback", false);
    }
    let is_packed = |name: &Value| name.as_str().is_some_and(|name| meshopt::EXTENSIONS.contains(&name));
    let required = root.get("extensionsRequired").and_then(|at| at.value.as_array());
    Ok(idx > 0 && at.get("uri").is_none() && required.is_some_and(|names| names.iter().any(is_packed)))
}

fn unpack(view: &At, at: &At, bytes: &[u8], budget: &mut Budget) -> Result<Vec<u8>, ImportError> {
    let packed = Packed::read(at)?;
    let n_bytes = view.need("byteLength")?.whole()?;
    if packed.n_bytes() != Some(n_bytes) {
        return at.fail(format!("its elements do not make up the {n_bytes} bytes of the view"));
    }
    budget.spend(&at.place, n_bytes as u64)?;
    packed.unpack(bytes).or_else(|what| at.fail(what))
}

/// What a `uri` names, embedded or beside the file.
pub(crate) fn fetch(at: &At, uri: &str, resolve: Resolve) -> Result<Vec<u8>, ImportError> {
    if let Some(bytes) = location::embedded(uri) {
        return bytes.or_else(|what| at.fail(what));
    }
    let path = location::beside(uri).or_else(|what| at.fail(what))?;
    resolve(&path).map_or_else(|| at.fail(format!("the file `{path}` was not found beside this one")), Ok)
}
