//! Primitives packed by KHR_draco_mesh_compression.
//!
//! The library unpacks; here stand what the extension says, and our limits. Does not know what an attribute means. Start at
//! [`Unpacked::read`].

use crate::guarded::guarded;
use crate::json::At;
use crate::{ImportError, Job};
use draco_core::{DecodeLimits, DecoderBuffer, Mesh, MeshDecoder};

/// A primitive's vertices and triangles.
pub(crate) struct Unpacked<'a> {
    mesh: Mesh,
    /// The stream's number of each attribute, by its name in the file.
    attributes: At<'a>,
}

impl<'a> Unpacked<'a> {
    /// None when the primitive is not packed. What it takes is spent from the budget of decoded bytes.
    pub fn read(job: &mut Job, primitive: &At<'a>) -> Result<Option<Self>, ImportError> {
        let Some(at) = primitive.extension("KHR_draco_mesh_compression")? else { return Ok(None) };
        let buffers = job.accessors.buffers();
        let view = at.need("bufferView")?;
        let packed = buffers.view(&view, view.index(buffers.n_views(), "buffer view")?)?;
        let attributes = at.need("attributes")?;
        let bytes_left = job.decoded.left();
        let limits = DecodeLimits::default()
            .with_max_points(bytes_left / 4)
            .with_max_faces(bytes_left / 12)
            .with_max_decoded_bytes(bytes_left);
        let mut mesh = Mesh::new();
        // It promises errors for any bytes, and is still young: a panic in there must not be ours.
        let decoded = guarded(|| MeshDecoder::new().decode(&mut DecoderBuffer::new(packed).with_limits(limits), &mut mesh));
        match decoded {
            Some(Ok(())) => {}
            Some(Err(error)) => return at.fail(format!("its packed triangles cannot be read: {error}")),
            None => return at.fail("its packed triangles cannot be read"),
        }
        job.decoded.spend(&at.place, mesh.num_faces() as u64 * 12)?;
        Ok(Some(Self { mesh, attributes }))
    }

    pub fn n_vertices(&self) -> usize {
        self.mesh.num_points()
    }

    pub fn indices(&self) -> Vec<u32> {
        self.mesh.faces().iter().flatten().map(|point| point.0).collect()
    }

    /// The attribute as plain numbers, whole ones not scaled; None when the stream does not have it.
    pub fn floats<const N: usize>(&self, job: &mut Job, name: &str) -> Result<Option<Vec<[f32; N]>>, ImportError> {
        let Some(at) = self.attributes.get(name) else { return Ok(None) };
        let number = u32::try_from(at.whole()?).or_else(|_| at.fail("is no number of an attribute"))?;
        let Some(attribute) = self.mesh.attribute_by_unique_id(number) else {
            return at.fail(format!("names attribute {number}, which its packed triangles do not have"));
        };
        if usize::from(attribute.num_components()) != N {
            return at.fail(format!("needs {N} components, but its packed attribute has {}", attribute.num_components()));
        }
        job.decoded.spend(&at.place, self.n_vertices() as u64 * size_of::<[f32; N]>() as u64)?;
        let values = attribute.read_f32s(self.n_vertices(), N).as_chunks::<N>().0.to_vec();
        match values.iter().position(|value| value.iter().any(|number| !number.is_finite())) {
            Some(vertex) => at.fail(format!("vertex {vertex} of its packed attribute is not finite")),
            None => Ok(Some(values)),
        }
    }
}
