//! The attributes of a primitive's vertices, and its indices, from accessors or packed.
//!
//! Start at [`Source::vertices`].

use crate::draco::Unpacked;
use crate::json::At;
use crate::{ImportError, Job};
use glam::{Vec2, Vec3, Vec4};
use scene::Vertices;

/// Sets of joints and weights that are read; each moves a vertex by four joints.
const N_JOINT_SETS_MAX: usize = 4;

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
        let n_written = job.accessors.count(job.accessors.index(&position)?);
        let packed = Unpacked::read(job, primitive)?;
        let n_vertices = packed.as_ref().map_or(n_written, Unpacked::n_vertices);
        Ok(Some(Self { primitive: primitive.clone(), attributes, packed, n_vertices }))
    }

    /// What a morph target adds to these vertices, which is never packed.
    pub fn deltas(&self, target: &At<'a>) -> Self {
        Self { primitive: self.primitive.clone(), attributes: target.clone(), packed: None, n_vertices: self.n_vertices }
    }

    pub fn vertices(&self, job: &mut Job) -> Result<Vertices, ImportError> {
        self.warn_of_unread(job);
        let (joints, weights) = self.skin(job)?;
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
            colors: self.colors(job, 1.0)?,
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
        let accessor = job.accessors.index(&at)?;
        let indices: Vec<u32> = job.accessors.integers::<1>(&at, accessor, &mut job.decoded)?.into_iter().flatten().collect();
        match indices.iter().find(|index| **index as usize >= n_vertices) {
            Some(index) => at.fail(format!("index {index} is beyond the {n_vertices} vertices")),
            None => Ok(indices),
        }
    }

    /// Empty when absent. `any_integers`: KHR_mesh_quantization allows whole numbers.
    pub fn floats<const N: usize>(&self, job: &mut Job, name: &str, any_integers: bool) -> Result<Vec<[f32; N]>, ImportError> {
        let Some((at, accessor)) = self.find(job, name)? else { return Ok(Vec::new()) };
        if let Some(values) = self.packed_floats::<N>(job, name)? {
            let scale = job.accessors.scale(accessor);
            return Ok(values.into_iter().map(|value| value.map(|number| number * scale)).collect());
        }
        job.accessors.floats(&at, accessor, any_integers, &mut job.decoded)
    }

    /// `alpha`: of colours that have none.
    pub fn colors(&self, job: &mut Job, alpha: f32) -> Result<Vec<Vec4>, ImportError> {
        let Some((_, accessor)) = self.find(job, "COLOR_0")? else { return Ok(Vec::new()) };
        if job.accessors.n_components(accessor) == 3 {
            let colors: Vec<[f32; 3]> = self.floats(job, "COLOR_0", false)?;
            return Ok(colors.into_iter().map(|color| Vec3::from_array(color).extend(alpha)).collect());
        }
        Ok(self.floats(job, "COLOR_0", false)?.into_iter().map(Vec4::from_array).collect())
    }

    /// The four joints that move each vertex most, and by how much.
    fn skin(&self, job: &mut Job) -> Result<(Vec<[u16; 4]>, Vec<Vec4>), ImportError> {
        let mut sets = Vec::new();
        for set in 0..N_JOINT_SETS_MAX {
            let (joints, weights) = (format!("JOINTS_{set}"), format!("WEIGHTS_{set}"));
            if self.attributes.get(&joints).is_none() && self.attributes.get(&weights).is_none() {
                break;
            }
            let (joints, weights) = (self.joints(job, &joints)?, self.floats::<4>(job, &weights, false)?);
            if joints.is_empty() != weights.is_empty() {
                return self.attributes.fail("has joints without weights, or weights without joints");
            }
            sets.push((joints, weights));
        }
        if self.attributes.get(&format!("JOINTS_{N_JOINT_SETS_MAX}")).is_some() {
            let n_joints = 4 * N_JOINT_SETS_MAX;
            job.warn(&self.attributes, format!("lists more than {n_joints} joints for a vertex; those beyond were left out"));
        }
        let mut sets = sets.into_iter();
        let Some((mut joints, first)) = sets.next() else { return Ok((Vec::new(), Vec::new())) };
        let mut weights: Vec<Vec4> = first.into_iter().map(|weights| Vec4::from_array(weights).max(Vec4::ZERO)).collect();
        let mut n_weakened = 0;
        for (more_joints, more_weights) in sets {
            for (vertex, more) in more_joints.into_iter().zip(more_weights).enumerate() {
                n_weakened += usize::from(keep_strongest(&mut joints[vertex], &mut weights[vertex], more));
            }
        }
        if n_weakened > 0 {
            let what = format!("more than four joints move {n_weakened} vertices; the four strongest were kept for each");
            job.warn(&self.attributes, what);
        }
        Ok((joints, weights.into_iter().map(weights_of).collect()))
    }

    fn joints(&self, job: &mut Job, name: &str) -> Result<Vec<[u16; 4]>, ImportError> {
        let Some((at, accessor)) = self.find(job, name)? else { return Ok(Vec::new()) };
        let whole = match self.packed_floats::<4>(job, name)? {
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

    /// Attributes of an application's own begin with `_` and mean nothing here.
    fn warn_of_unread(&self, job: &mut Job) {
        let Some(attributes) = self.attributes.value.as_object() else { return };
        for name in attributes.keys().filter(|name| !name.starts_with('_')) {
            let (kind, set) = name.rsplit_once('_').unwrap_or((name, "0"));
            let is_read = match kind {
                "POSITION" | "NORMAL" | "TANGENT" => name == kind,
                "TEXCOORD" => set == "0" || set == "1",
                "COLOR" => set == "0",
                "JOINTS" | "WEIGHTS" => set.parse::<usize>().is_ok(),
                _ => false,
            };
            if !is_read {
                job.warn(&self.attributes, format!("`{name}` is not read; it was left out"));
            }
        }
    }

    fn packed_floats<const N: usize>(&self, job: &mut Job, name: &str) -> Result<Option<Vec<[f32; N]>>, ImportError> {
        self.packed.as_ref().map_or(Ok(None), |packed| packed.floats::<N>(job, name))
    }

    /// The attribute's accessor, which has a value for each vertex unless they are packed.
    fn find(&self, job: &Job, name: &str) -> Result<Option<(At<'a>, usize)>, ImportError> {
        let Some(at) = self.attributes.get(name) else { return Ok(None) };
        let accessor = job.accessors.index(&at)?;
        let count = job.accessors.count(accessor);
        if self.packed.is_none() && count != self.n_vertices {
            return at.fail(format!("has {count} values for {} vertices", self.n_vertices));
        }
        Ok(Some((at, accessor)))
    }
}

/// Puts each of four more joints in the place of the weakest, if it is stronger. True when a joint that counts was lost.
fn keep_strongest(joints: &mut [u16; 4], weights: &mut Vec4, (more, more_weights): ([u16; 4], [f32; 4])) -> bool {
    let mut lost = false;
    for (joint, weight) in more.into_iter().zip(more_weights).filter(|(_, weight)| *weight > 0.0) {
        let weakest = weights.min_position();
        lost |= weights[weakest].min(weight) > 0.0;
        if weight > weights[weakest] {
            (joints[weakest], weights[weakest]) = (joint, weight);
        }
    }
    lost
}

/// Sum is 1.
fn weights_of(weights: Vec4) -> Vec4 {
    let sum = weights.element_sum();
    if sum > 0.0 && sum.is_finite() { weights / sum } else { Vec4::X }
}

fn tangent_of([x, y, z, w]: [f32; 4]) -> Vec4 {
    Vec3::new(x, y, z).normalize_or(Vec3::X).extend(if w < 0.0 { -1.0 } else { 1.0 })
}
