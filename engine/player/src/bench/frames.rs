//! Times of many frames. Start at [`Frames::of`].

use super::{percentile, process};
use anyhow::Result;
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
}

impl Frames {
    /// Draws some frames, then measures `n_frames` of them. `draw` is told how many went before, and returns when its last pixel
    /// stands.
    pub fn of(n_frames: usize, mut draw: impl FnMut(usize)) -> Self {
        (0..N_BEFORE).for_each(&mut draw);
        let mut frames = Self { wall: Vec::new(), cpu: Vec::new() };
        for i in N_BEFORE..N_BEFORE + n_frames {
            let (began, used_ms) = (Instant::now(), process::cpu_ms());
            draw(i);
            frames.wall.push(began.elapsed().as_secs_f64() * 1e3);
            frames.cpu.extend(process::cpu_ms().zip(used_ms).map(|(after, before)| after - before));
        }
        frames.wall.sort_by(f64::total_cmp);
        frames.cpu.sort_by(f64::total_cmp);
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

    /// Median and 99th percentile of both times, each name after `prefix`.
    pub fn write(&self, prefix: &str, out: &mut dyn Write) -> Result<()> {
        for (name, values) in [("wall", &self.wall), ("cpu", &self.cpu)] {
            writeln!(out, "{prefix}{name} median\t{}", percentile(values, 0.5))?;
            writeln!(out, "{prefix}{name} p99\t{}", percentile(values, 0.99))?;
        }
        Ok(())
    }
}
