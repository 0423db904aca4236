//! Typed lists in buffers: strides, normalised integers, sparse ones. glTF 2.0, section 3.6.2.
//!
//! All ranges are checked when the list of accessors is read; reading values then costs from the budget, so that an accessor used
//! a thousand times is no bomb. Start at [`Accessors::floats`].

use crate::buffers::Buffers;
use crate::findings::Findings;
use crate::json::At;
use crate::limits::Budget;
use crate::{ImportError, Limits};

pub(crate) struct Accessors<'a> {
    buffers: &'a Buffers<'a>,
    /// None: it is broken, and that was told.
    accessors: Vec<Option<Accessor>>,
}

struct Accessor {
    place: String,
    /// None: all zero.
    range: Option<Range>,
    count: usize,
    component: Component,
    n_components: usize,
    normalized: bool,
    sparse: Option<Sparse>,
}

struct Sparse {
    count: usize,
    indices: Range,
    index_component: Component,
    values: Range,
}

/// `count` elements that lie `stride` bytes apart, all within the view.
struct Range {
    view: usize,
    offset: usize,
    stride: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Component {
    I8,
    U8,
    I16,
    U16,
    U32,
    F32,
}

impl<'a> Accessors<'a> {
    pub fn read(root: &At, buffers: &'a Buffers<'a>, limits: &Limits, findings: &mut Findings) -> Result<Self, ImportError> {
        let mut accessors = Vec::new();
        for at in root.objects("accessors", limits.list_len)? {
            accessors.push(findings.or(Accessor::read(&at, buffers).map(Some), || None)?);
        }
        Ok(Self { buffers, accessors })
    }

    /// The number that `at` holds, of an accessor that is there.
    pub fn index(&self, at: &At) -> Result<usize, ImportError> {
        let index = at.index(self.accessors.len(), "accessor")?;
        match &self.accessors[index] {
            Some(_) => Ok(index),
            None => Err(ImportError::following(&at.place, format!("accessor {index} is broken"))),
        }
    }

    pub fn count(&self, accessor: usize) -> usize {
        self.accessors[accessor].as_ref().map_or(0, |accessor| accessor.count)
    }

    pub fn n_components(&self, accessor: usize) -> usize {
        self.accessors[accessor].as_ref().map_or(0, |accessor| accessor.n_components)
    }

    pub fn buffers(&self) -> &'a Buffers<'a> {
        self.buffers
    }

    /// What its whole numbers are multiplied with: 1, unless they are normalised.
    pub fn scale(&self, accessor: usize) -> f32 {
        let normalized = self.accessors[accessor].as_ref().filter(|accessor| accessor.normalized);
        normalized.map_or(1.0, |accessor| 1.0 / accessor.component.largest())
    }

    /// Elements of `N` floats; integers must be normalised, unless `any_integers`. All finite.
    pub fn floats<const N: usize>(
        &self,
        at: &At,
        accessor: usize,
        any_integers: bool,
        budget: &mut Budget,
    ) -> Result<Vec<[f32; N]>, ImportError> {
        let Accessor { component, normalized, .. } = *self.there(at, accessor)?;
        if component != Component::F32 && !normalized && !any_integers {
            return at.fail("needs an accessor of floats or normalised integers");
        }
        let floats = match component {
            Component::F32 => self.decode(at, accessor, budget, [0.0_f32; N], |bytes| {
                f32::from_bits(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
            }),
            _ => self.decode(at, accessor, budget, [0.0_f32; N], |bytes| component.float(bytes, normalized)),
        }?;
        match floats.iter().position(|element: &[f32; N]| element.iter().any(|float| !float.is_finite())) {
            Some(element) => at.fail(format!("element {element} of its accessor is not finite")),
            None => Ok(floats),
        }
    }

    /// Elements of `N` integers, 0 or above.
    pub fn integers<const N: usize>(&self, at: &At, accessor: usize, budget: &mut Budget) -> Result<Vec<[u32; N]>, ImportError> {
        match self.there(at, accessor)?.component {
            Component::U8 => self.decode(at, accessor, budget, [0_u32; N], |bytes| bytes[0].into()),
            Component::U16 => {
                self.decode(at, accessor, budget, [0_u32; N], |bytes| u16::from_le_bytes([bytes[0], bytes[1]]).into())
            }
            Component::U32 => self
                .decode(at, accessor, budget, [0_u32; N], |bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])),
            _ => at.fail("needs an accessor of unsigned integers"),
        }
    }

    fn there(&self, at: &At, accessor: usize) -> Result<&Accessor, ImportError> {
        let there = self.accessors[accessor].as_ref();
        there.ok_or_else(|| ImportError::following(&at.place, format!("accessor {accessor} is broken")))
    }

    fn decode<T: Copy, const N: usize>(
        &self,
        at: &At,
        accessor: usize,
        budget: &mut Budget,
        zero: [T; N],
        decode: impl Fn(&[u8]) -> T,
    ) -> Result<Vec<[T; N]>, ImportError> {
        let accessor = self.there(at, accessor)?;
        if accessor.n_components != N {
            return at.fail(format!("needs {N} components, but its accessor has {}", accessor.n_components));
        }
        budget.spend(&accessor.place, accessor.count as u64 * size_of::<[T; N]>() as u64)?;
        let size = accessor.component.size();
        let element = |bytes: &[u8]| -> [T; N] {
            std::array::from_fn(|component| decode(&bytes[component * size..(component + 1) * size]))
        };
        let mut elements: Vec<[T; N]> = match &accessor.range {
            Some(range) => {
                let bytes = &self.buffers.view(at, range.view)?[range.offset..];
                // The last one may end before its stride does.
                bytes.chunks(range.stride).take(accessor.count).map(element).collect()
            }
            None => vec![zero; accessor.count],
        };
        if let Some(sparse) = &accessor.sparse {
            let index_size = sparse.index_component.size();
            let (indices, values) = (self.buffers.view(at, sparse.indices.view)?, self.buffers.view(at, sparse.values.view)?);
            for idx in 0..sparse.count {
                let start = sparse.indices.offset + idx * sparse.indices.stride;
                let target = sparse.index_component.integer(&indices[start..start + index_size]);
                let value = sparse.values.offset + idx * sparse.values.stride;
                match elements.get_mut(target as usize) {
                    Some(slot) => *slot = element(&values[value..value + size * N]),
                    None => {
                        return Err(ImportError::new(
                            format!("{}/sparse/indices", accessor.place),
                            format!("index {target} is out of range"),
                        ));
                    }
                }
            }
        }
        Ok(elements)
    }
}

impl Accessor {
    fn read(at: &At, buffers: &Buffers) -> Result<Self, ImportError> {
        let component = Component::read(at)?;
        let n_components = match at.need("type")?.value.as_str() {
            Some("SCALAR") => 1,
            Some("VEC2") => 2,
            Some("VEC3") => 3,
            Some("VEC4") | Some("MAT2") => 4,
            Some("MAT3") => 9,
            Some("MAT4") => 16,
            _ => return at.fail("`type` must be SCALAR, VEC2, VEC3, VEC4, MAT2, MAT3 or MAT4"),
        };
        let count = at.need("count")?.whole()?;
        if count == 0 || count > u32::MAX as usize {
            return at.fail(format!("has {count} elements; it must have at least one, and fewer than 2^32"));
        }
        let element_bytes = component.size() * n_components;
        let range = match at.index_of("bufferView", buffers.n_views(), "buffer view")? {
            Some(view) => {
                let stride = buffers.stride(view).unwrap_or(element_bytes);
                Some(Range::checked(at, buffers, view, at.whole_or("byteOffset", 0)?, count, stride, element_bytes)?)
            }
            None => None,
        };
        let sparse = at.object("sparse")?.map(|sparse| Sparse::read(&sparse, buffers, count, element_bytes)).transpose()?;
        let normalized = at.flag_or("normalized", false)?;
        Ok(Self { place: at.place.clone(), range, count, component, n_components, normalized, sparse })
    }
}

impl Sparse {
    fn read(at: &At, buffers: &Buffers, of_count: usize, element_bytes: usize) -> Result<Self, ImportError> {
        let count = at.need("count")?.whole()?;
        if count > of_count {
            return at.fail(format!("replaces {count} elements of {of_count}"));
        }
        let (indices, values) = (at.need("indices")?, at.need("values")?);
        let index_component = Component::read(&indices)?;
        if !matches!(index_component, Component::U8 | Component::U16 | Component::U32) {
            return indices.fail("must be unsigned integers");
        }
        let range = |at: &At, bytes: usize| {
            let view = at.need("bufferView")?.index(buffers.n_views(), "buffer view")?;
            Range::checked(at, buffers, view, at.whole_or("byteOffset", 0)?, count, bytes, bytes)
        };
        Ok(Self {
            count,
            index_component,
            indices: range(&indices, index_component.size())?,
            values: range(&values, element_bytes)?,
        })
    }
}

impl Range {
    fn checked(
        at: &At,
        buffers: &Buffers,
        view: usize,
        offset: usize,
        count: usize,
        stride: usize,
        bytes: usize,
    ) -> Result<Self, ImportError> {
        if stride < bytes {
            return at.fail(format!("its elements of {bytes} bytes overlap: they lie {stride} bytes apart"));
        }
        let last = count
            .saturating_sub(1)
            .checked_mul(stride)
            .and_then(|last| last.checked_add(offset))
            .and_then(|last| last.checked_add(bytes));
        let len = buffers.view(at, view)?.len();
        if count > 0 && last.is_none_or(|end| end > len) {
            return at.fail(format!("its {count} elements reach beyond the {len} bytes of buffer view {view}"));
        }
        Ok(Self { view, offset, stride })
    }
}

impl Component {
    fn read(at: &At) -> Result<Self, ImportError> {
        Ok(match at.need("componentType")?.whole()? {
            5120 => Self::I8,
            5121 => Self::U8,
            5122 => Self::I16,
            5123 => Self::U16,
            5125 => Self::U32,
            5126 => Self::F32,
            other => return at.fail(format!("`componentType` {other} is unknown")),
        })
    }

    fn size(self) -> usize {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::U32 | Self::F32 => 4,
        }
    }

    /// `bytes` has this component's size.
    fn float(self, bytes: &[u8], normalized: bool) -> f32 {
        let value = match self {
            Self::I8 => f32::from(bytes[0].cast_signed()),
            Self::U8 => f32::from(bytes[0]),
            Self::I16 => f32::from(u16::from_le_bytes([bytes[0], bytes[1]]).cast_signed()),
            Self::U16 => f32::from(u16::from_le_bytes([bytes[0], bytes[1]])),
            Self::U32 => self.integer(bytes) as f32,
            Self::F32 => return f32::from_bits(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])),
        };
        if normalized { (value / self.largest()).max(-1.0) } else { value }
    }

    /// What stands for 1 where numbers are normalised.
    fn largest(self) -> f32 {
        match self {
            Self::I8 => 127.0,
            Self::U8 => 255.0,
            Self::I16 => 32767.0,
            Self::U16 => 65535.0,
            Self::U32 => u32::MAX as f32,
            Self::F32 => 1.0,
        }
    }

    /// `bytes` has this component's size. 0 for kinds that are not unsigned integers.
    fn integer(self, bytes: &[u8]) -> u32 {
        match self {
            Self::U8 => bytes[0].into(),
            Self::U16 => u16::from_le_bytes([bytes[0], bytes[1]]).into(),
            Self::U32 => u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
            Self::I8 | Self::I16 | Self::F32 => 0,
        }
    }
}
