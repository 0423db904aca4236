//! Pipelines that draw over a finished picture: smoothing, scaling, texts and the lines of outlines. By the picture's format.

use crate::pipelines::Build;
use crate::shaders;

pub(crate) struct CanvasPipelines {
    pub smooth: wgpu::RenderPipeline,
    pub upscale: wgpu::RenderPipeline,
    pub edge_lines: wgpu::RenderPipeline,
    /// By multisampling of the scene's depth, where it was asked for.
    pub text: [Option<wgpu::RenderPipeline>; 2],
}

impl CanvasPipelines {
    /// `build.target_format`: the canvas's. `linear`: pictures on the way to it are read as linear light.
    pub fn new(build: &Build, linear: bool) -> Self {
        let format = build.target_format;
        let smooth = build.switched(shaders::SMOOTH, &[("LINEAR", u32::from(linear))]);
        let upscale = build.switched(shaders::UPSCALE, &[("ENCODE_SRGB", 0)]);
        let groups = [&build.layouts.picture];
        Self {
            smooth: build.fullscreen(&smooth, ("smooth", "fs_smooth"), &groups, format.into()),
            upscale: build.fullscreen(&upscale, ("upscale", "fs_upscale"), &groups, format.into()),
            edge_lines: build.edge("fs_line", format, Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING)),
            text: [None, None],
        }
    }

    /// Builds what is missing to draw over such a scene. `build`: as before.
    pub fn warm(&mut self, build: &Build, multisampled: bool) {
        self.text[usize::from(multisampled)].get_or_insert_with(|| build.text(multisampled));
    }
}
