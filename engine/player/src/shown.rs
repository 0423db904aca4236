//! What a window shows: the program, or a file that somebody looks at. Knows no window. Start at [`Shown`].

use crate::app::{FrameInput, FrameOutput};
use crate::painter::Painter;
use render::{Gpu, Tier};

/// Draws a window's frames and answers what the window has to know.
pub trait Shown {
    fn ctx(&self) -> &egui::Context;
    fn wants_full_screen(&self) -> bool;
    /// Compiled pipelines of an earlier start.
    fn pipeline_cache(&self) -> Option<Vec<u8>>;
    fn tier_for(&self, gpu: &Gpu) -> Tier;
    /// Somebody works in another window.
    fn focus_lost(&mut self);
    fn frame(&mut self, input: FrameInput, painter: &mut Painter) -> FrameOutput;
    /// The window is gone.
    fn close(&mut self);
}
