//! Pipelines that are likely to be wanted later: built on whatever thread the caller has, while frames go on without them.
//!
//! What comes before they are ready is built at once, as ever. Start at [`Renderer::foresee`].

use crate::high::LIGHT_FORMAT;
use crate::layouts::Layouts;
use crate::opened::{OpenedPipelines, Opening};
use crate::pipelines::Build;
use crate::surface_key::SurfaceKey;
use crate::tier::Tier;
use crate::tone::ToneMap;
use crate::{Cut, Gpu, Renderer, SceneGpu, Showing};
use glam::Vec4;
use scene::NodeIdx;

/// What may come.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Nodes that may be cut open.
    pub cut: &'a [NodeIdx],
    /// Something may become as if of glass.
    pub is_glass: bool,
    /// Fog may come in.
    pub is_foggy: bool,
}

/// What is to be built, with all that it takes.
pub struct Foreseen {
    gpu: Gpu,
    layouts: Layouts,
    target_format: wgpu::TextureFormat,
    made_for: MadeFor,
    surfaces: Vec<SurfaceKey>,
    opened: bool,
}

/// What was built.
pub struct Built {
    made_for: MadeFor,
    surfaces: Vec<(SurfaceKey, wgpu::RenderPipeline)>,
    opened: Option<OpenedPipelines>,
}

#[derive(Clone, Copy, PartialEq)]
struct MadeFor {
    tier: Tier,
    tone_map: ToneMap,
    n_samples: Option<u32>,
}

impl Renderer {
    /// What it takes to cut these nodes of a scene open, to show something as if of glass, or to let fog in, and is not there yet; none
    /// when everything is.
    pub fn foresee(&self, gpu: &Gpu, scene: &SceneGpu, wanted: &Wanted) -> Option<Foreseen> {
        let Wanted { cut, is_glass, is_foggy } = *wanted;
        let cuts = [Cut { nodes: cut, plane: Vec4::ZERO, srgb: [0; 3] }];
        let showing = Showing { cuts: if cut.is_empty() { &[] } else { &cuts }, ..Showing::default() };
        let mut keys = Opening::of(&showing, scene.drawables.iter().map(|drawable| drawable.node + 1).max()?).keys(scene);
        if is_foggy {
            keys.extend(scene.foggy_keys());
        }
        let made_for = self.made_for();
        let surfaces: Vec<SurfaceKey> = self.pipelines.missing(&keys, self.tier, self.tone_map).into_iter().collect();
        let opened = (is_glass || !cut.is_empty()) && self.opened.lacks(self.drawn_format(), self.quality(gpu).n_samples);
        let (gpu, layouts, target_format) = (gpu.clone(), self.layouts.clone(), self.target_format);
        (opened || !surfaces.is_empty()).then_some(Foreseen { gpu, layouts, target_format, made_for, surfaces, opened })
    }

    /// Has it from now on, unless what it was built for has changed meanwhile.
    pub fn keep(&mut self, built: Built) {
        if built.made_for != self.made_for() {
            return;
        }
        let Built { surfaces, opened, made_for } = built;
        self.pipelines.keep(surfaces.into_iter(), made_for.tier, made_for.tone_map);
        opened.into_iter().for_each(|opened| self.opened.keep(opened));
    }

    /// Of what surfaces are drawn into.
    fn drawn_format(&self) -> wgpu::TextureFormat {
        if self.tier == Tier::High { LIGHT_FORMAT } else { self.target_format }
    }

    fn made_for(&self) -> MadeFor {
        MadeFor { tier: self.tier, tone_map: self.tone_map, n_samples: self.n_samples }
    }
}

impl Foreseen {
    /// Takes as long as a few frames.
    pub fn build(self) -> Built {
        let Self { gpu, layouts, target_format, made_for, surfaces, opened } = self;
        let MadeFor { tier, tone_map, n_samples } = made_for;
        let build = Build { gpu: &gpu, layouts: &layouts, target_format, tone_map, is_light: false, n_samples };
        let n_samples = tier.quality(&gpu, n_samples).n_samples;
        Built {
            made_for,
            surfaces: surfaces.into_iter().map(|key| (key, build.surface(key, tier))).collect(),
            opened: opened.then(|| OpenedPipelines::new(&build.drawn(tier), n_samples)),
        }
    }
}
