//! `practicum render`: a picture of a glTF file, and what it took.

use crate::options::{Listing, Render};
use crate::writing::put;
use anyhow::Result;
use player::viewing::still::{self, Report};
use std::fmt::Write;

pub fn render(asked: Render) -> Result<()> {
    let (file, out, format) = (asked.file.clone(), asked.out.clone(), asked.format);
    let report = still::render(&file, &asked.into(), out.as_deref())?;
    match format {
        Listing::Json => put(&format!("{}\n", serde_json::to_string_pretty(&report)?))?,
        Listing::Table => {
            for warning in &report.warnings {
                eprintln!("warning: {warning}");
            }
            put(&told(&report)?)?;
            if let Some(out) = out {
                put(&format!("Wrote {}.\n", out.display()))?;
            }
        }
    }
    Ok(())
}

fn told(report: &Report) -> Result<String> {
    let mut text = String::new();
    let [width, height] = report.size_px;
    writeln!(text, "{width} x {height} with {}", report.adapter)?;
    let Report { first_frame_ms, import_ms, upload_ms, draws, triangles, shadow_draws, calls, .. } = report;
    writeln!(text, "first frame {first_frame_ms:.0} ms (read {import_ms:.0}, uploaded {upload_ms:.0})")?;
    writeln!(text, "{draws} draws, {triangles} triangles, {shadow_draws} draws of shadows, in {calls} calls")?;
    if let Some(frames) = &report.frames {
        writeln!(text, "{} frames, CPU time: median {:.1} ms, 99 % below {:.1} ms", frames.n, frames.cpu_median, frames.cpu_p99)?;
        writeln!(
            text,
            "{} frames, wall time: median {:.1} ms, 99 % below {:.1} ms",
            frames.n, frames.wall_median, frames.wall_p99
        )?;
    }
    if let Some(peak_mb) = report.peak_mb {
        writeln!(text, "at most {peak_mb:.0} MB of memory")?;
    }
    Ok(text)
}
