//! Neighbours in a list that are drawn alike become few calls: the same shape in slots that follow each other is one draw of many
//! instances, and all draws of a run are one indirect call where the adapter has those.
//!
//! Knows primitives as numbers with a look. Start at [`split`]; [`CallBuffer`] brings what indirect calls read to the adapter.

use crate::draw_list::Primitive;
use crate::order::Look;
use crate::{Backend, Gpu};
use bytemuck::{Pod, Zeroable};
use std::ops::Range;

/// How draws that need the same state are asked for. The picture is the same each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calls {
    /// Each with a call of its own.
    Single,
    /// The same shape in neighbouring places with one call.
    Instanced,
    /// Then all that follow each other with one call that reads them from a buffer.
    Indirect,
}

impl Calls {
    /// What is quickest on an adapter. OpenGL goes through indirect draws one by one.
    pub(crate) fn best_on(gpu: &Gpu) -> Self {
        if gpu.draws_indirectly() && gpu.backend == Backend::Vulkan { Self::Indirect } else { Self::Instanced }
    }
}

/// What an indirect call reads: `wgpu::util::DrawIndexedIndirectArgs`.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
pub(crate) struct Draw {
    pub n_indices: u32,
    pub n_instances: u32,
    pub first_index: u32,
    pub first_vertex: i32,
    pub first_instance: u32,
}

/// Neighbours in a list that are drawn with one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// The first of them, whose state is that of all.
    pub primitive: usize,
    pub n_primitives: u32,
    pub n_triangles: u32,
    /// In the frame's list of draws.
    pub draws: Range<usize>,
}

impl Draw {
    pub fn of(primitive: &Primitive) -> Self {
        Self {
            n_indices: primitive.indices.len() as u32,
            n_instances: 1,
            first_index: primitive.indices.start,
            first_vertex: primitive.first_vertex as i32,
            first_instance: primitive.drawable as u32,
        }
    }

    /// Takes another in that draws the same in the next slot.
    fn takes(&mut self, next: &Self) -> bool {
        let goes_on = Self { n_instances: 1, first_instance: self.first_instance + self.n_instances, ..*self } == *next;
        self.n_instances += u32::from(goes_on);
        goes_on
    }

    pub fn indices(&self) -> Range<u32> {
        self.first_index..self.first_index + self.n_indices
    }

    pub fn instances(&self) -> Range<u32> {
        self.first_instance..self.first_instance + self.n_instances
    }
}

/// Splits a list of primitives into runs. `look_of` says what is equal for neighbours that may share a call; what is drawn is
/// appended to `draws`.
pub(crate) fn split<L: PartialEq>(
    calls: Calls,
    primitives: &[Primitive],
    list: &[usize],
    look_of: impl Fn(usize) -> (Look, L),
    draws: &mut Vec<Draw>,
    runs: &mut Vec<Run>,
) {
    runs.clear();
    let mut before = None;
    for idx in list.iter().copied() {
        let (primitive, look) = (&primitives[idx], look_of(idx));
        let n_triangles = if primitive.is_solid() { primitive.indices.len() as u32 / 3 } else { 0 };
        let draw = Draw::of(primitive);
        let goes_on = look.0.is_some() && before.as_ref() == Some(&look);
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => {
                let is_taken = calls != Calls::Single && draws.last_mut().is_some_and(|last| last.takes(&draw));
                if !is_taken {
                    draws.push(draw);
                }
                run.n_primitives += 1;
                run.n_triangles += n_triangles;
                run.draws.end = draws.len();
            }
            None => {
                draws.push(draw);
                runs.push(Run { primitive: idx, n_primitives: 1, n_triangles, draws: draws.len() - 1..draws.len() });
            }
        }
        before = Some(look);
    }
}

/// Draws where indirect calls find them; written only when they are others than before.
#[derive(Default)]
pub(crate) struct CallBuffer {
    buffer: Option<wgpu::Buffer>,
    written: Vec<Draw>,
}

impl CallBuffer {
    /// Whether they are there: more than a buffer can hold are not.
    pub fn write(&mut self, gpu: &Gpu, draws: &[Draw]) -> bool {
        let bytes: &[u8] = bytemuck::cast_slice(draws);
        let size = bytes.len() as u64;
        if draws.is_empty() || size.next_power_of_two() > gpu.device.limits().max_buffer_size {
            return false;
        }
        if bytes == bytemuck::cast_slice::<Draw, u8>(&self.written) {
            return true;
        }
        if self.buffer.as_ref().is_none_or(|buffer| buffer.size() < size) {
            self.buffer = Some(gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some("draws"),
                size: size.next_power_of_two(),
                usage: wgpu::BufferUsages::INDIRECT | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            }));
        }
        if let Some(buffer) = &self.buffer {
            gpu.queue.write_buffer(buffer, 0, bytes);
        }
        self.written.clear();
        self.written.extend_from_slice(draws);
        true
    }

    /// Asks for several draws at once. They are there, as `write` was told.
    pub fn draw(&self, pass: &mut wgpu::RenderPass, draws: &Range<usize>) {
        if let Some(buffer) = &self.buffer {
            pass.multi_draw_indexed_indirect(buffer, (draws.start * size_of::<Draw>()) as u64, draws.len() as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface_key::SurfaceKey;
    use std::num::NonZeroU32;

    fn primitive(drawable: usize, shape: u32) -> Primitive {
        Primitive {
            drawable,
            key: SurfaceKey::default(),
            material: 0,
            has_own_material: false,
            casts_shadow: false,
            indices: 30 * shape..30 * shape + 30,
            first_vertex: 12 * shape,
            first_skin_vertex: None,
            has_inside: false,
            seen: 0.0,
        }
    }

    /// Shapes in slots 0, 1 and so on, with their looks; 0 for what is drawn alone.
    fn split_of(calls: Calls, things: &[(u32, u32)], order: &[usize]) -> (Vec<Draw>, Vec<Run>) {
        let primitives: Vec<Primitive> = (0..).zip(things).map(|(slot, (shape, _))| primitive(slot, *shape)).collect();
        let (mut draws, mut runs) = (Vec::new(), Vec::new());
        split(calls, &primitives, order, |idx| (NonZeroU32::new(things[idx].1), ()), &mut draws, &mut runs);
        (draws, runs)
    }

    /// Of each run, what each of its draws draws: the shape, and the slots.
    fn drawn(calls: Calls, things: &[(u32, u32)], order: &[usize]) -> Vec<Vec<(u32, Range<u32>)>> {
        let (draws, runs) = split_of(calls, things, order);
        let of_run = |run: &Run| draws[run.draws.clone()].iter().map(|draw| (draw.first_index / 30, draw.instances())).collect();
        runs.iter().map(of_run).collect()
    }

    #[test]
    fn a_run_ends_where_something_looks_otherwise() {
        let things = [(0, 1), (1, 1), (2, 2), (3, 1), (4, 1)];
        let found = drawn(Calls::Indirect, &things, &[0, 1, 2, 3, 4]);
        assert_eq!(found, [vec![(0, 0..1), (1, 1..2)], vec![(2, 2..3)], vec![(3, 3..4), (4, 4..5)]]);
    }

    #[test]
    fn what_is_drawn_alone_stays_alone() {
        let things = [(0, 1), (0, 0), (0, 0), (0, 1)];
        assert_eq!(drawn(Calls::Indirect, &things, &[0, 1, 2, 3]).len(), 4);
    }

    #[test]
    fn the_same_shape_in_slots_that_follow_each_other_is_one_draw() {
        let things = [(7, 1), (7, 1), (7, 1), (5, 1), (7, 1), (7, 1)];
        for calls in [Calls::Instanced, Calls::Indirect] {
            let found = drawn(calls, &things, &[0, 1, 2, 3, 4, 5]);
            assert_eq!(found, [vec![(7, 0..3), (5, 3..4), (7, 4..6)]]);
            let found = drawn(calls, &things, &[0, 2, 1]);
            assert_eq!(found, [vec![(7, 0..1), (7, 2..3), (7, 1..2)]], "the order is kept");
        }
        assert_eq!(drawn(Calls::Single, &things, &[0, 1, 2])[0].len(), 3);
    }

    #[test]
    fn runs_know_how_much_is_in_them() {
        let (_, runs) = split_of(Calls::Instanced, &[(7, 1), (7, 1), (3, 1), (3, 2)], &[0, 1, 2, 3]);
        let counts: Vec<_> = runs.iter().map(|run| (run.primitive, run.n_primitives, run.n_triangles, run.draws.len())).collect();
        assert_eq!(counts, [(0, 3, 30, 2), (3, 1, 10, 1)]);
    }
}
