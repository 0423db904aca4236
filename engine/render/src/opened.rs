//! Draws what is cut open or as if of glass: a flat colour where one looks into a cut, and rims instead of surfaces.
//!
//! A cut itself is a switch of the surfaces' own programs (`SECTION`), so that nothing pays for it that is whole. Into a closed thing one
//! looks at its inner sides: painted in one colour, they look like the filled cut, and what stands inside is still seen. Start
//! at [`Opening::of`].

use crate::draw::{Bound, draw_primitive};
use crate::draw_list::Drawable;
use crate::layouts::{ATTRIBUTES, INSTANCE, POSITION, SKIN};
use crate::mips::linear_from_srgb;
use crate::pipelines::{Build, DEPTH_FORMAT, Recipe};
use crate::surface_key::SurfaceKey;
use crate::uniforms::{FrameUniforms, N_CUTS_MAX};
use crate::{SceneGpu, Showing, shaders};
use glam::Vec4;
use scene::NodeIdx;

/// From one stripe of a filled cut to the next, in a picture 720 pixels high.
const STRIPE_PX: f32 = 12.0;

/// Which nodes are not drawn as they are.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Opening {
    /// By node, from 1 on; 0 is whole. Empty when nothing is cut.
    cuts: Vec<u8>,
    /// By node. Empty when nothing is of glass.
    glass: Vec<bool>,
}

impl Opening {
    pub fn of(showing: &Showing, n_nodes: usize) -> Self {
        let mut opening = Self::default();
        for (cut, number) in showing.cuts.iter().zip(1..=N_CUTS_MAX as u8) {
            opening.cuts.resize(n_nodes, 0);
            cut.nodes.iter().filter(|node| **node < n_nodes).for_each(|node| opening.cuts[*node] = number);
        }
        if let Some(glass) = showing.glass {
            opening.glass.resize(n_nodes, false);
            glass.nodes.iter().filter(|node| **node < n_nodes).for_each(|node| opening.glass[*node] = true);
        }
        opening
    }

    /// Which cut goes through it, from 1 on; 0 for none.
    pub fn cut_of(&self, node: NodeIdx) -> u8 {
        self.cuts.get(node).copied().unwrap_or(0)
    }

    pub fn is_glass(&self, node: NodeIdx) -> bool {
        self.glass.get(node).copied().unwrap_or(false)
    }

    /// It neither hides what is behind it nor keeps the light away.
    pub fn is_open(&self, node: NodeIdx) -> bool {
        self.cut_of(node) != 0 || self.is_glass(node)
    }

    /// The programs that its surfaces need beside their own.
    pub fn keys(&self, scene: &SceneGpu) -> Vec<SurfaceKey> {
        if self.cuts.is_empty() {
            return Vec::new();
        }
        let lets_through = scene.primitives.iter().any(|primitive| primitive.key.has(SurfaceKey::TRANSMISSION));
        let cut = scene.primitives.iter().filter(|primitive| self.cut_of(scene.drawables[primitive.drawable].node) != 0);
        let cut = cut.map(|primitive| primitive.key.with_if(true, SurfaceKey::SECTION));
        let cut: Vec<SurfaceKey> = cut.collect();
        let behind = cut.iter().filter(|key| lets_through && !key.is_seen_through());
        let behind: Vec<SurfaceKey> = behind.map(|key| key.with_if(true, SurfaceKey::BACKDROP)).collect();
        cut.into_iter().chain(behind).collect()
    }
}

/// Puts planes and colours where the shaders find them.
pub(crate) fn write_uniforms(uniforms: &mut FrameUniforms, showing: &Showing, writes_linear: bool, height_px: u32) {
    let encode = |srgb: u8| match writes_linear {
        true => linear_from_srgb(f32::from(srgb) / 255.0),
        false => f32::from(srgb) / 255.0,
    };
    let color = |srgb: [u8; 3], last: f32| {
        let [r, g, b] = srgb.map(encode);
        Vec4::new(r, g, b, last)
    };
    let stripe_px = (STRIPE_PX * height_px as f32 / 720.0).max(3.0);
    for (idx, cut) in showing.cuts.iter().take(N_CUTS_MAX).enumerate() {
        uniforms.cuts[idx] = cut.plane;
        uniforms.cut_colors[idx] = color(cut.srgb, stripe_px);
    }
    if let Some(glass) = showing.glass {
        uniforms.glass = color(glass.srgb, glass.opacity.clamp(0.0, 1.0));
    }
}

/// Rigid and skinned, each.
pub(crate) struct OpenedPipelines {
    n_samples: u32,
    format: wgpu::TextureFormat,
    caps: [wgpu::RenderPipeline; 2],
    glass: [wgpu::RenderPipeline; 2],
}

/// Made when first needed: most scenes stay closed.
#[derive(Default)]
pub(crate) struct OpenedPass {
    pipelines: Option<OpenedPipelines>,
}

impl OpenedPass {
    pub fn prepare(&mut self, build: &Build, showing: &Showing, n_samples: u32) {
        let is_needed = !showing.cuts.is_empty() || showing.glass.is_some();
        if is_needed && self.lacks(build.target_format, n_samples) {
            self.pipelines = Some(OpenedPipelines::new(build, n_samples));
        }
    }

    pub fn lacks(&self, format: wgpu::TextureFormat, n_samples: u32) -> bool {
        self.pipelines.as_ref().is_none_or(|made| (made.n_samples, made.format) != (n_samples, format))
    }

    pub fn keep(&mut self, pipelines: OpenedPipelines) {
        self.pipelines = Some(pipelines);
    }

    /// Fills the cuts of these opaque primitives. In the surfaces' pass, whose group 0 is set.
    pub fn draw_caps(&self, pass: &mut wgpu::RenderPass, scene: &SceneGpu, list: &[usize], opening: &Opening) {
        let Some(pipelines) = self.pipelines.as_ref().filter(|_| !opening.cuts.is_empty()) else { return };
        let mut bound = Bound::default();
        for primitive in list.iter().map(|idx| &scene.primitives[*idx]) {
            let Drawable { node, place, .. } = &scene.drawables[primitive.drawable];
            if opening.cut_of(*node) == 0 || !primitive.is_solid() || !primitive.has_inside {
                continue;
            }
            bound.set_pipeline(pass, &pipelines.caps[usize::from(primitive.first_skin_vertex.is_some())]);
            place.bind_light(pass, 1, scene);
            draw_primitive(pass, scene, primitive, &mut bound, &scene.buffers.instances, primitive.drawable as u32, 2);
        }
    }

    /// Draws what is as if of glass, over everything behind it. In the surfaces' pass, whose group 0 is set.
    pub fn draw_glass(&self, pass: &mut wgpu::RenderPass, scene: &SceneGpu, list: &[usize]) {
        let Some(pipelines) = self.pipelines.as_ref().filter(|_| !list.is_empty()) else { return };
        let mut bound = Bound::default();
        for primitive in list.iter().map(|idx| &scene.primitives[*idx]).filter(|primitive| primitive.is_solid()) {
            bound.set_pipeline(pass, &pipelines.glass[usize::from(primitive.first_skin_vertex.is_some())]);
            draw_primitive(pass, scene, primitive, &mut bound, &scene.buffers.instances, primitive.drawable as u32, 1);
        }
    }
}

impl OpenedPipelines {
    pub fn new(build: &Build, n_samples: u32) -> Self {
        let layouts = build.layouts;
        let caps = [false, true].map(|skinned| {
            let groups = [&layouts.lighting, &layouts.lights, &layouts.joints];
            pipeline(build, shaders::CAP, &groups[..if skinned { 3 } else { 2 }], skinned, n_samples, None)
        });
        let glass = [false, true].map(|skinned| {
            let groups = [&layouts.lighting, &layouts.joints];
            let blend = Some(build.as_shown());
            pipeline(build, shaders::GLASS, &groups[..if skinned { 2 } else { 1 }], skinned, n_samples, blend)
        });
        Self { n_samples, format: build.target_format, caps, glass }
    }
}

/// Blended ones leave the depth as it is, and have a front only.
fn pipeline(
    build: &Build,
    program: shaders::Program,
    groups: &[&wgpu::BindGroupLayout],
    skinned: bool,
    n_samples: u32,
    blend: Option<wgpu::BlendState>,
) -> wgpu::RenderPipeline {
    let module = build.switched(program, &[("FLOAT", u32::from(build.is_light))]);
    build.pipeline(&Recipe {
        label: program.0,
        groups,
        module: &module,
        vertex: if skinned { "vs_skinned" } else { "vs_rigid" },
        buffers: &[Some(POSITION), Some(ATTRIBUTES), Some(INSTANCE), Some(SKIN)][..if skinned { 4 } else { 3 }],
        fragment: Some((
            "fs_opened",
            wgpu::ColorTargetState { format: build.target_format, blend, write_mask: wgpu::ColorWrites::ALL },
        )),
        primitive: wgpu::PrimitiveState { cull_mode: blend.map(|_| wgpu::Face::Back), ..Default::default() },
        depth: Some(wgpu::DepthStencilState {
            format: DEPTH_FORMAT,
            depth_write_enabled: Some(blend.is_none()),
            depth_compare: Some(wgpu::CompareFunction::GreaterEqual),
            stencil: wgpu::StencilState::default(),
            bias: wgpu::DepthBiasState::default(),
        }),
        n_samples,
    })
}
