//! Contact shadows of figures: soft dark spots under what of a skinned mesh is near the ground it stands on.

use crate::bounds::Bounds;
use bytemuck::{Pod, Zeroable};
use glam::{Vec2, Vec3};

/// Parts of a figure higher than this leave no spot.
const HEIGHT_MAX_M: f32 = 0.22;
/// By how much a spot is larger than what makes it.
const SPREAD_M: f32 = 0.09;
/// Above the ground, so that it is not hidden by it.
const LIFT_M: f32 = 0.006;
const STRENGTH: f32 = 0.5;

/// As shaders/contact.wgsl reads it.
#[repr(C)]
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
struct ContactVertex {
    position: Vec3,
    place: Vec2,
    strength: f32,
}

pub(crate) const VERTEX: wgpu::VertexBufferLayout = wgpu::VertexBufferLayout {
    array_stride: size_of::<ContactVertex>() as u64,
    step_mode: wgpu::VertexStepMode::Vertex,
    attributes: &wgpu::vertex_attr_array![0 => Float32x3, 1 => Float32x2, 2 => Float32],
};

/// Spots of one frame.
#[derive(Default)]
pub(crate) struct ContactPass {
    vertices: Option<wgpu::Buffer>,
    n_vertices: u32,
}

impl ContactPass {
    /// `figures`: for each figure boxes around its parts, in the world.
    pub fn prepare<'a>(&mut self, gpu: &crate::Gpu, figures: impl Iterator<Item = &'a [Bounds]>) {
        let vertices: Vec<ContactVertex> = figures.flat_map(spots).flatten().collect();
        let bytes: &[u8] = bytemuck::cast_slice(&vertices);
        self.n_vertices = vertices.len() as u32;
        if bytes.is_empty() {
            return;
        }
        if self.vertices.as_ref().is_none_or(|buffer| buffer.size() < bytes.len() as u64) {
            self.vertices = Some(gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some("contact shadows"),
                size: bytes.len().next_power_of_two() as u64,
                usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            }));
        }
        if let Some(buffer) = &self.vertices {
            gpu.queue.write_buffer(buffer, 0, bytes);
        }
    }

    /// The frame's bind group is set.
    pub fn draw(&self, pass: &mut wgpu::RenderPass, pipeline: &wgpu::RenderPipeline) {
        if let Some(buffer) = self.vertices.as_ref().filter(|_| self.n_vertices > 0) {
            pass.set_pipeline(pipeline);
            pass.set_vertex_buffer(0, buffer.slice(..));
            pass.draw(0..self.n_vertices, 0..1);
        }
    }
}

/// A figure stands on the height of its lowest part.
fn spots(parts: &[Bounds]) -> Vec<[ContactVertex; 6]> {
    let parts = || parts.iter().filter(|part| !part.is_empty());
    let ground = parts().map(|part| part.min.y).fold(f32::INFINITY, f32::min);
    let near_ground = parts().filter(|part| part.max.y < ground + HEIGHT_MAX_M);
    near_ground.map(|part| spot(part, ground)).collect()
}

fn spot(part: &Bounds, ground: f32) -> [ContactVertex; 6] {
    let strength = STRENGTH * (1.0 - (part.min.y - ground) / HEIGHT_MAX_M).clamp(0.0, 1.0);
    let center = part.center().with_y(ground + LIFT_M);
    let half = (part.max - part.min) * 0.5 + SPREAD_M;
    [(-1.0, -1.0), (-1.0, 1.0), (1.0, 1.0), (-1.0, -1.0), (1.0, 1.0), (1.0, -1.0)].map(|(x, z)| ContactVertex {
        position: center + Vec3::new(x * half.x, 0.0, z * half.z),
        place: Vec2::new(x, z),
        strength,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_near_the_ground_leaves_a_spot() {
        let part = |low: f32, high: f32| Bounds { min: Vec3::new(0.0, low, 0.0), max: Vec3::new(0.1, high, 0.3) };
        let spots = spots(&[part(0.0, 0.1), part(0.05, 0.15), part(0.9, 1.2), Bounds::EMPTY]);
        assert_eq!(spots.len(), 2);
        assert!(spots[0][0].strength > spots[1][0].strength);
        assert_eq!(spots[0][0].position.y, LIFT_M);
    }
}
