//! Times of many frames. Start at [`Frames::of`].

use super::{percentile, process};
use anyhow::Result;
use render::PassTime;
use std::io::Write;
use std::time::Instant;

/// Of every picture that is measured.
pub const SIZE_PX: [u32; 2] = [1280, 720];
/// Frames drawn before anything is measured.
const N_BEFORE: usize = 3;

/// Milliseconds by frame, sorted.
pub struct Frames {
    wall: Vec<f64>,
    cpu: Vec<f64>,
    /// CPU time of the thread that draws.
    thread: Vec<f64>,
    /// Empty where the graphics card cannot tell.
    gpu: Vec<f64>,
}

impl Frames {
    /// Draws some frames, then measures `n_frames` of them. `draw` is told how many went before, and returns when its last pixel
    /// stands, with what the graphics card says it took, milliseconds.
    pub fn of(n_frames: usize, mut draw: impl FnMut(usize) -> Option<f64>) -> Self {
        for i in 0..N_BEFORE {
            draw(i);
        }
        let mut frames = Self { wall: Vec::new(), cpu: Vec::new(), thread: Vec::new(), gpu: Vec::new() };
        for i in N_BEFORE..N_BEFORE + n_frames {
            let (began, used_ms, thread_ms) = (Instant::now(), process::cpu_ms(), process::thread_cpu_ms());
            let gpu_ms = draw(i);
            frames.thread.extend(process::thread_cpu_ms().zip(thread_ms).map(|(after, before)| after - before));
            frames.wall.push(began.elapsed().as_secs_f64() * 1e3);
            frames.gpu.extend(gpu_ms);
            frames.cpu.extend(process::cpu_ms().zip(used_ms).map(|(after, before)| after - before));
        }
        let Self { wall, cpu, thread, gpu } = &mut frames;
        [wall, cpu, thread, gpu].into_iter().for_each(|times| times.sort_by(f64::total_cmp));
        frames
    }

    /// The wall time that this share of the frames stays below.
    pub fn wall_ms(&self, share: f64) -> f64 {
        percentile(&self.wall, share)
    }

    /// The same of the CPU time; 0 where nobody counts it.
    pub fn cpu_ms(&self, share: f64) -> f64 {
        percentile(&self.cpu, share)
    }

    /// The same of the graphics card's own time; none where it cannot tell.
    pub fn gpu_ms(&self, share: f64) -> Option<f64> {
        (!self.gpu.is_empty()).then(|| percentile(&self.gpu, share))
    }

    /// Median and 99th percentile of all times, each name after `prefix`.
    pub fn write(&self, prefix: &str, out: &mut dyn Write) -> Result<()> {
        for (name, values) in [("wall", &self.wall), ("cpu", &self.cpu), ("thread cpu", &self.thread)] {
            writeln!(out, "{prefix}{name} median\t{}", percentile(values, 0.5))?;
            writeln!(out, "{prefix}{name} p99\t{}", percentile(values, 0.99))?;
        }
        for (name, share) in [("median", 0.5), ("p99", 0.99)] {
            if let Some(gpu_ms) = self.gpu_ms(share) {
                writeln!(out, "{prefix}gpu {name}\t{gpu_ms}")?;
            }
        }
        Ok(())
    }
}

/// All parts of a frame together; none where the graphics card cannot tell.
pub fn gpu_ms_of(passes: &[PassTime]) -> Option<f64> {
    (!passes.is_empty()).then(|| passes.iter().map(|pass| f64::from(pass.gpu_ms)).sum())
}
