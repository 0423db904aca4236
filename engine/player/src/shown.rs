//! What a window shows: the program, or a file that somebody looks at. Knows no window. Start at [`Shown`].

use crate::app::{FrameInput, FrameOutput};
use crate::painter::{HudPaint, Painter};
use anyhow::Result;
use egui::{Context, FullOutput, PlatformOutput};
use render::{Gpu, Tier};
use std::time::Duration;

/// A wait as long as this is none.
const SOON: Duration = Duration::from_secs(60);

/// Draws a window's frames and answers what the window has to know.
pub trait Shown {
    fn ctx(&self) -> &Context;
    fn wants_full_screen(&self) -> bool;
    /// Compiled pipelines of an earlier start.
    fn pipeline_cache(&self) -> Option<Vec<u8>>;
    fn tier_for(&self, gpu: &Gpu) -> Tier;
    /// Whatever was on the graphics card is gone, and another painter is there: everything has to be put there again. `tightly`:
    /// there was no memory left for it.
    fn graphics_lost(&mut self, tightly: bool) -> Result<()>;
    /// Somebody works in another window.
    fn focus_lost(&mut self);
    fn frame(&mut self, input: FrameInput, painter: &mut Painter) -> FrameOutput;
    /// The window is gone.
    fn close(&mut self);
}

/// What egui made of a frame, ready to be painted, and when it wants the next one, if soon.
pub fn painted(ctx: &Context, output: FullOutput, over_scene: bool) -> (HudPaint, PlatformOutput, Option<Duration>) {
    let FullOutput { platform_output, textures_delta: textures, shapes, pixels_per_point, viewport_output } = output;
    let jobs = ctx.tessellate(shapes, pixels_per_point);
    let wants = viewport_output.values().map(|viewport| viewport.repaint_delay).min().filter(|delay| *delay < SOON);
    (HudPaint { jobs, textures, pixels_per_point, over_scene }, platform_output, wants)
}
