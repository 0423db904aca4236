//! Buffers and the views into them. Every view is checked once, here, to lie within its buffer; packed ones are unpacked.

use crate::json::At;
use crate::limits::Budget;
use crate::meshopt::{self, Packed};
use crate::{ImportError, Limits, Resolve, location};
use serde_json::Value;
use std::borrow::Cow;

pub(crate) struct Buffers<'a> {
    buffers: Vec<Cow<'a, [u8]>>,
    views: Vec<View>,
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
    ) -> Result<Self, ImportError> {
        let mut buffers = Vec::new();
        for (idx, at) in root.objects("buffers", limits.list_len)?.iter().enumerate() {
            let is_stand_in = is_stand_in(root, at, idx)?;
            let bytes = match (at.text("uri")?, bin) {
                _ if is_stand_in => {
                    buffers.push(Cow::Borrowed(&[][..]));
                    continue;
                }
                (Some(uri), _) => Cow::Owned(fetch(&at.need("uri")?, uri, resolve)?),
                (None, Some(bin)) if idx == 0 => Cow::Borrowed(bin),
                _ => return at.fail("has no `uri`, and the file has no binary chunk for it"),
            };
            let len = at.need("byteLength")?.whole()?;
            if len > bytes.len() {
                return at.fail(format!("says {len} bytes, but there are only {}", bytes.len()));
            }
            if matches!(bytes, Cow::Owned(_)) {
                budget.spend(&at.place, bytes.len() as u64)?;
            }
            buffers.push(match bytes {
                Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[..len]),
                Cow::Owned(mut bytes) => {
                    bytes.truncate(len);
                    Cow::Owned(bytes)
                }
            });
        }
        let mut views = Vec::new();
        for at in root.objects("bufferViews", limits.list_len)? {
            let packed = packed(&at)?;
            let place = packed.as_ref().unwrap_or(&at);
            let buffer = place.need("buffer")?.index(buffers.len(), "buffer")?;
            let (offset, len) = (place.whole_or("byteOffset", 0)?, place.need("byteLength")?.whole()?);
            if offset.checked_add(len).is_none_or(|end| end > buffers[buffer].len()) {
                return place.fail(format!("reaches beyond the {} bytes of its buffer", buffers[buffer].len()));
            }
            let bytes = match &packed {
                Some(place) => {
                    let packed = &buffers[buffer][offset..offset + len];
                    Bytes::Unpacked(unpack(&at, place, packed, budget)?)
                }
                None => Bytes::Within { buffer, offset, len },
            };
            let stride = at.get("byteStride").map(|stride| stride.whole()).transpose()?;
            if stride.is_some_and(|stride| !(1..=252).contains(&stride)) {
                return at.fail("`byteStride` must be from 4 to 252");
            }
            views.push(View { bytes, stride });
        }
        Ok(Self { buffers, views })
    }

    pub fn n_views(&self) -> usize {
        self.views.len()
    }

    /// The view must exist.
    pub fn view(&self, view: usize) -> &[u8] {
        match &self.views[view].bytes {
            Bytes::Within { buffer, offset, len } => &self.buffers[*buffer][*offset..*offset + *len],
            Bytes::Unpacked(bytes) => bytes,
        }
    }

    /// The view must exist.
    pub fn stride(&self, view: usize) -> Option<usize> {
        self.views[view].stride
    }
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
