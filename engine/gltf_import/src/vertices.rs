//! The attributes of a primitive's vertices, and its indices, from accessors or packed.
//!
//! Start at [`Source::vertices`].

use crate::draco::Unpacked;
use crate::json::At;
use crate::{ImportError, Job};
use glam::{Vec2, Vec3, Vec4};
use scene::Vertices;

/// Where a primitive's vertices come from.
pub(crate) struct Source<'a> {
    primitive: At<'a>,
    attributes: At<'a>,
    packed: Option<Unpacked<'a>>,
    n_vertices: usize,
}

impl<'a> Source<'a> {
    /// None when the primitive has no positions.
    pub fn of(job: &mut Job, primitive: &At<'a>) -> Result<Option<Self>, ImportError> {
        let attributes = primitive.need("attributes")?;
        let Some(position) = attributes.get("POSITION") else { return Ok(None) };
        let n_written = job.accessors.count(position.index(job.accessors.len(), "accessor")?);
        let packed = Unpacked::read(job, primitive)?;
        let n_vertices = packed.as_ref().map_or(n_written, Unpacked::n_vertices);
        Ok(Some(Self { primitive: primitive.clone(), attributes, packed, n_vertices }))
    }

    pub fn vertices(&self, job: &mut Job) -> Result<Vertices, ImportError> {
        let weights: Vec<Vec4> = self.floats(job, "WEIGHTS_0", false)?.into_iter().map(weights_of).collect();
        let joints = self.joints(job)?;
        if joints.is_empty() != weights.is_empty() {
            return self.attributes.fail("has joints without weights, or weights without joints");
        }
        if self.attributes.get("JOINTS_1").is_some() {
            job.warn(&self.attributes, "more than four joints move a vertex; only the first four are read");
        }
        let normals: Vec<[f32; 3]> = self.floats(job, "NORMAL", false)?;
        // Without normals the file's tangents have no meaning (glTF 2.0, section 3.7.2.1).
        let tangents: Vec<[f32; 4]> = if normals.is_empty() { Vec::new() } else { self.floats(job, "TANGENT", false)? };
        let positions: Vec<[f32; 3]> = self.floats(job, "POSITION", true)?;
        let uv0: Vec<[f32; 2]> = self.floats(job, "TEXCOORD_0", true)?;
        let uv1: Vec<[f32; 2]> = self.floats(job, "TEXCOORD_1", true)?;
        Ok(Vertices {
            positions: positions.into_iter().map(Vec3::from_array).collect(),
            normals: normals.into_iter().map(|normal| Vec3::from_array(normal).normalize_or(Vec3::Y)).collect(),
            tangents: tangents.into_iter().map(tangent_of).collect(),
            uv0: uv0.into_iter().map(Vec2::from_array).collect(),
            uv1: uv1.into_iter().map(Vec2::from_array).collect(),
            colors: self.colors(job)?,
            joints,
            weights,
        })
    }

    /// Of the primitive's own mode; all below the count of vertices.
    pub fn indices(&self, job: &mut Job) -> Result<Vec<u32>, ImportError> {
        if let Some(packed) = &self.packed {
            return Ok(packed.indices());
        }
        let n_vertices = self.n_vertices;
        let Some(at) = self.primitive.get("indices") else {
            job.decoded.spend(&self.primitive.place, n_vertices as u64 * 4)?;
            return Ok((0..n_vertices as u32).collect());
        };
        let accessor = at.index(job.accessors.len(), "accessor")?;
        let indices: Vec<u32> = job.accessors.integers::<1>(&at, accessor, &mut job.decoded)?.into_iter().flatten().collect();
        match indices.iter().find(|index| **index as usize >= n_vertices) {
            Some(index) => at.fail(format!("index {index} is beyond the {n_vertices} vertices")),
            None => Ok(indices),
        }
    }

    /// Empty when absent. `any_integers`: KHR_mesh_quantization allows whole numbers.
    fn floats<const N: usize>(&self, job: &mut Job, name: &str, any_integers: bool) -> Result<Vec<[f32; N]>, ImportError> {
        let Some((at, accessor)) = self.find(job, name)? else { return Ok(Vec::new()) };
        if let Some(values) = self.packed_floats::<N>(job, name)? {
            let scale = job.accessors.scale(accessor);
            return Ok(values.into_iter().map(|value| value.map(|number| number * scale)).collect());
        }
        job.accessors.floats(&at, accessor, any_integers, &mut job.decoded)
    }

    fn colors(&self, job: &mut Job) -> Result<Vec<Vec4>, ImportError> {
        let Some((_, accessor)) = self.find(job, "COLOR_0")? else { return Ok(Vec::new()) };
        if job.accessors.n_components(accessor) == 3 {
            let colors: Vec<[f32; 3]> = self.floats(job, "COLOR_0", false)?;
            return Ok(colors.into_iter().map(|color| Vec3::from_array(color).extend(1.0)).collect());
        }
        Ok(self.floats(job, "COLOR_0", false)?.into_iter().map(Vec4::from_array).collect())
    }

    fn joints(&self, job: &mut Job) -> Result<Vec<[u16; 4]>, ImportError> {
        let Some((at, accessor)) = self.find(job, "JOINTS_0")? else { return Ok(Vec::new()) };
        let whole = match self.packed_floats::<4>(job, "JOINTS_0")? {
            Some(joints) => joints.into_iter().map(|joints| joints.map(|joint| joint as u32)).collect(),
            None => job.accessors.integers::<4>(&at, accessor, &mut job.decoded)?,
        };
        let mut joints = Vec::with_capacity(whole.len());
        for joint in whole {
            let narrow = |joint: u32| u16::try_from(joint).or_else(|_| at.fail(format!("joint {joint} is beyond every skin")));
            joints.push([narrow(joint[0])?, narrow(joint[1])?, narrow(joint[2])?, narrow(joint[3])?]);
        }
        Ok(joints)
    }

    fn packed_floats<const N: usize>(&self, job: &mut Job, name: &str) -> Result<Option<Vec<[f32; N]>>, ImportError> {
        self.packed.as_ref().map_or(Ok(None), |packed| packed.floats::<N>(job, name))
    }

    /// The attribute's accessor, which has a value for each vertex unless they are packed.
    fn find(&self, job: &Job, name: &str) -> Result<Option<(At<'a>, usize)>, ImportError> {
        let Some(at) = self.attributes.get(name) else { return Ok(None) };
        let accessor = at.index(job.accessors.len(), "accessor")?;
        let count = job.accessors.count(accessor);
        if self.packed.is_none() && count != self.n_vertices {
            return at.fail(format!("has {count} values for {} vertices", self.n_vertices));
        }
        Ok(Some((at, accessor)))
    }
}

fn weights_of(weights: [f32; 4]) -> Vec4 {
    let weights = Vec4::from_array(weights).max(Vec4::ZERO);
    let sum = weights.element_sum();
    if sum > 0.0 && sum.is_finite() { weights / sum } else { Vec4::X }
}

fn tangent_of([x, y, z, w]: [f32; 4]) -> Vec4 {
    Vec3::new(x, y, z).normalize_or(Vec3::X).extend(if w < 0.0 { -1.0 } else { 1.0 })
}
