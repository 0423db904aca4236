//! How finely a picture is drawn: samples of a pixel, and the share of the pixels that is shaded.
//!
//! Start at [`Renderer::set_samples`] and [`Renderer::set_render_scale`].

use crate::targets::{TargetSize, Targets};
use crate::tier::{Quality, Reading, Tier};
use crate::{Gpu, Renderer};

impl Renderer {
    /// Samples of each pixel, 1 or 4, which must be had here ([`Gpu::can_multisample`]); None leaves it to the tier. With one, the picture
    /// is smoothed afterwards. To be said before a scene is uploaded, whose pipelines then fit.
    pub fn set_samples(&mut self, n_samples: Option<u32>) {
        self.n_samples = n_samples;
        self.pipelines.set_samples(n_samples);
    }

    /// Shades this share of the output's width and height, 0.25 to 1; None leaves it to the tier.
    pub fn set_render_scale(&mut self, render_scale: Option<f32>) {
        self.render_scale = render_scale.map(|scale| scale.clamp(0.25, 1.0));
    }

    pub(crate) fn quality(&self, gpu: &Gpu) -> Quality {
        self.tier.quality(gpu, self.n_samples)
    }

    pub(crate) fn reading(&self, gpu: &Gpu) -> Reading {
        self.quality(gpu).reading
    }

    pub(crate) fn resize(&mut self, gpu: &Gpu, output_px: [u32; 2]) {
        let quality = self.quality(gpu);
        let scale = self.render_scale.unwrap_or(quality.render_scale);
        let shaded_px = output_px.map(|size| ((size as f32 * scale).round() as u32).max(1));
        let size = TargetSize {
            output_px,
            shaded_px,
            n_samples: quality.n_samples,
            target_format: self.target_format,
            picture_format: self.picture_format(),
            is_light: self.tier == Tier::High,
        };
        if self.targets.as_ref().is_none_or(|targets| targets.size != size) {
            // Two sizes by turns keep both: a view, and another one within it.
            std::mem::swap(&mut self.targets, &mut self.other_targets);
        }
        if self.targets.as_ref().is_none_or(|targets| targets.size != size) {
            self.targets = None; // Let go of the old before the new is made.
            self.targets = Some(Targets::new(&gpu.device, &self.layouts, &self.samplers.smooth, size));
        }
    }
}
