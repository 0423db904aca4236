//! Buffers and the views into them. Every view is checked once, here, to lie within its buffer.

use crate::json::At;
use crate::limits::Budget;
use crate::{ImportError, Limits, Resolve, location};
use std::borrow::Cow;

pub(crate) struct Buffers<'a> {
    buffers: Vec<Cow<'a, [u8]>>,
    views: Vec<View>,
}

struct View {
    buffer: usize,
    offset: usize,
    len: usize,
    stride: Option<usize>,
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
            let bytes = match (at.text("uri")?, bin) {
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
            let buffer = at.need("buffer")?.index(buffers.len(), "buffer")?;
            let (offset, len) = (at.whole_or("byteOffset", 0)?, at.need("byteLength")?.whole()?);
            if offset.checked_add(len).is_none_or(|end| end > buffers[buffer].len()) {
                return at.fail(format!("reaches beyond the {} bytes of its buffer", buffers[buffer].len()));
            }
            let stride = at.get("byteStride").map(|stride| stride.whole()).transpose()?;
            if stride.is_some_and(|stride| !(1..=252).contains(&stride)) {
                return at.fail("`byteStride` must be from 4 to 252");
            }
            views.push(View { buffer, offset, len, stride });
        }
        Ok(Self { buffers, views })
    }

    pub fn n_views(&self) -> usize {
        self.views.len()
    }

    /// The view must exist.
    pub fn view(&self, view: usize) -> &[u8] {
        let View { buffer, offset, len, .. } = self.views[view];
        &self.buffers[buffer][offset..offset + len]
    }

    /// The view must exist.
    pub fn stride(&self, view: usize) -> Option<usize> {
        self.views[view].stride
    }
}

/// What a `uri` names, embedded or beside the file.
pub(crate) fn fetch(at: &At, uri: &str, resolve: Resolve) -> Result<Vec<u8>, ImportError> {
    if let Some(bytes) = location::embedded(uri) {
        return bytes.or_else(|what| at.fail(what));
    }
    let path = location::beside(uri).or_else(|what| at.fail(what))?;
    resolve(&path).map_or_else(|| at.fail(format!("the file `{path}` was not found beside this one")), Ok)
}
