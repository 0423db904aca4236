//! How long the graphics card is at each part of a frame, where it can tell: timestamps between the parts, read some frames later.
//!
//! Start at [`Timer::mark`]; [`crate::Renderer::set_timing`] is what callers see.

use crate::Gpu;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// Parts of a frame at most.
const N_MARKS_MAX: u32 = 16;
const BYTES: u64 = (N_MARKS_MAX as u64) * 8;

/// A part of a frame, and the time the graphics card was at it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PassTime {
    pub name: &'static str,
    pub gpu_ms: f32,
}

pub(crate) struct Timer {
    queries: wgpu::QuerySet,
    resolved: wgpu::Buffer,
    readable: wgpu::Buffer,
    period_ms: f32,
    /// What ends at each timestamp but the first.
    names: Vec<&'static str>,
    state: State,
    pub times: Vec<PassTime>,
}

enum State {
    Idle,
    Marking,
    /// On its way back: 0 not there, 1 there, 2 never coming.
    Reading(Arc<AtomicU8>),
}

impl Timer {
    /// None where the card cannot tell.
    pub fn new(gpu: &Gpu) -> Option<Self> {
        let needs = wgpu::Features::TIMESTAMP_QUERY | wgpu::Features::TIMESTAMP_QUERY_INSIDE_ENCODERS;
        if !gpu.device.features().contains(needs) {
            return None;
        }
        let buffer = |label, usage| {
            gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some(label),
                size: BYTES,
                usage,
                mapped_at_creation: false,
            })
        };
        Some(Self {
            queries: gpu.device.create_query_set(&wgpu::QuerySetDescriptor {
                label: Some("passes"),
                ty: wgpu::QueryType::Timestamp,
                count: N_MARKS_MAX,
            }),
            resolved: buffer("times", wgpu::BufferUsages::QUERY_RESOLVE | wgpu::BufferUsages::COPY_SRC),
            readable: buffer("read times", wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ),
            period_ms: gpu.queue.get_timestamp_period() * 1e-6,
            names: Vec::new(),
            state: State::Idle,
            times: Vec::new(),
        })
    }

    /// The part of this name ends here; without one, the frame begins. It is timed unless an earlier one is still on its way back.
    pub fn mark(&mut self, encoder: &mut wgpu::CommandEncoder, part: Option<&'static str>) {
        match (part, &self.state) {
            (None, State::Idle) => {
                self.names.clear();
                self.state = State::Marking;
                encoder.write_timestamp(&self.queries, 0);
            }
            (Some(name), State::Marking) if (self.names.len() as u32) < N_MARKS_MAX - 1 => {
                self.names.push(name);
                encoder.write_timestamp(&self.queries, self.names.len() as u32);
            }
            _ => {}
        }
    }

    pub fn end(&mut self, encoder: &mut wgpu::CommandEncoder) {
        if matches!(self.state, State::Marking) {
            encoder.resolve_query_set(&self.queries, 0..self.names.len() as u32 + 1, &self.resolved, 0);
            encoder.copy_buffer_to_buffer(&self.resolved, 0, &self.readable, 0, BYTES);
        }
    }

    /// After the frame was submitted.
    pub fn submitted(&mut self) {
        if matches!(self.state, State::Marking) {
            let told = Arc::new(AtomicU8::new(0));
            self.state = State::Reading(Arc::clone(&told));
            let tell = move |result: Result<(), _>| told.store(if result.is_ok() { 1 } else { 2 }, Ordering::Release);
            self.readable.map_async(wgpu::MapMode::Read, .., tell);
        }
    }

    /// Takes in what came back meanwhile.
    pub fn collect(&mut self, gpu: &Gpu) {
        let State::Reading(told) = &self.state else { return };
        // An error means that the device is lost; then nothing comes back.
        let _ = gpu.device.poll(wgpu::PollType::Poll);
        match told.load(Ordering::Acquire) {
            0 => return,
            1 => {
                if let Ok(bytes) = self.readable.get_mapped_range(..) {
                    let ticks: Vec<u64> = bytes.chunks_exact(8).map(bytemuck::pod_read_unaligned).collect();
                    self.times = times(&ticks, &self.names, self.period_ms);
                }
                self.readable.unmap();
            }
            _ => {}
        }
        self.state = State::Idle;
    }
}

/// From one timestamp to the next; the clock of a card may jump back.
fn times(ticks: &[u64], names: &[&'static str], period_ms: f32) -> Vec<PassTime> {
    let spans = ticks.windows(2).map(|pair| pair[1].saturating_sub(pair[0]) as f32 * period_ms);
    names.iter().zip(spans).map(|(name, gpu_ms)| PassTime { name, gpu_ms }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_lasts_from_the_timestamp_before_to_its_own() {
        let times = times(&[1_000, 3_000, 2_000, 7], &["shadows", "surfaces"], 0.001);
        assert_eq!(times, [PassTime { name: "shadows", gpu_ms: 2.0 }, PassTime { name: "surfaces", gpu_ms: 0.0 }]);
    }
}
