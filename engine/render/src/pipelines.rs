//! Pipelines by what they draw, built before they are needed and kept.

use crate::canvas::CanvasPipelines;
use crate::fold::{Switches, folded};
use crate::high::{BAKED_FORMAT, HighPipelines, LIGHT_FORMAT};
use crate::layouts::{ATTRIBUTES, INSTANCE, Layouts, POSITION, SKIN};
use crate::reached::reached;
use crate::shaders;
use crate::share_out::{Later, ShareOut, made};
use crate::surface_key::SurfaceKey;
use crate::tier::{Quality, Tier};
use crate::tone::ToneMap;
use std::collections::{BTreeSet, HashMap};

pub(crate) const DEPTH_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Depth32Float;
pub(crate) const MASK_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::R8Uint;
/// Of what transmitting surfaces look into: radiance.
pub(crate) const BACKDROP_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
pub(crate) const ROW_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rg8Uint;

/// Pipelines of the current tier. The target's format never changes.
pub(crate) struct Pipelines {
    target_format: wgpu::TextureFormat,
    /// None: the tier's.
    n_samples: Option<u32>,
    surfaces: HashMap<(SurfaceKey, Tier, ToneMap), wgpu::RenderPipeline>,
    /// Rigid and skinned.
    pub shadow: [wgpu::RenderPipeline; 2],
    /// From a mip of the backdrop to the next, once there is something to see through.
    pub halve: Option<wgpu::RenderPipeline>,
    contacts: HashMap<Tier, wgpu::RenderPipeline>,
    /// Of scenes with fog.
    hazes: HashMap<(Tier, ToneMap), wgpu::RenderPipeline>,
    pub edge_rows: wgpu::RenderPipeline,
    /// By what is drawn, whether the scene's depth is multisampled, and whether there are bones; of tiers that were asked for, and for
    /// lines and points of scenes that have some.
    masks: HashMap<(wgpu::PrimitiveTopology, bool, bool), wgpu::RenderPipeline>,
    /// Over the target itself.
    pub canvas: CanvasPipelines,
    /// Of the high tier, for the tone map it was last asked for.
    pub high: Option<HighPipelines>,
}

const SOLID: wgpu::PrimitiveTopology = wgpu::PrimitiveTopology::TriangleList;

/// So that every surface passes before its own depth, also where a driver rounds it otherwise in another program.
const A_LITTLE_BEHIND: wgpu::DepthBiasState = wgpu::DepthBiasState { constant: -8, slope_scale: -0.25, clamp: 0.0 };

/// A colour that is shown as it is over light that is tone mapped later: how much of it is light becomes less.
pub(crate) const AS_SHOWN: wgpu::BlendState = wgpu::BlendState {
    color: wgpu::BlendComponent::OVER,
    alpha: wgpu::BlendComponent {
        src_factor: wgpu::BlendFactor::Zero,
        dst_factor: wgpu::BlendFactor::OneMinusSrcAlpha,
        operation: wgpu::BlendOperation::Add,
    },
};

impl Pipelines {
    pub fn new(gpu: &crate::Gpu, layouts: &Layouts, target_format: wgpu::TextureFormat) -> Self {
        let build = Build { gpu, layouts, target_format, tone_map: ToneMap::default(), is_light: false, n_samples: None };
        Self {
            target_format,
            n_samples: None,
            surfaces: HashMap::new(),
            shadow: [build.shadow(false), build.shadow(true)],
            halve: None,
            contacts: HashMap::new(),
            hazes: HashMap::new(),
            edge_rows: build.edge("fs_along_row", ROW_FORMAT, None),
            masks: HashMap::new(),
            canvas: CanvasPipelines::new(&build, target_format.is_srgb()),
            high: None,
        }
    }

    /// Of a pixel, in place of the tier's own; lets go of what was built for another number.
    pub fn set_samples(&mut self, n_samples: Option<u32>) {
        self.n_samples = n_samples;
        self.surfaces.clear();
        self.contacts.clear();
        self.hazes.clear();
        self.high = None;
    }

    /// Builds what is missing, so that no frame waits for it.
    pub fn warm(
        &mut self,
        gpu: &crate::Gpu,
        layouts: &Layouts,
        keys: impl IntoIterator<Item = SurfaceKey>,
        (tier, tone_map): (Tier, ToneMap),
        share_out: ShareOut,
    ) {
        let Self { target_format, n_samples, .. } = *self;
        let build = Build { gpu, layouts, target_format, tone_map, is_light: false, n_samples };
        let is_high = tier == Tier::High;
        self.contacts.entry(tier).or_insert_with(|| build.drawn(tier).contact(tier));
        if is_high && self.high.as_ref().is_none_or(|high| high.tone_map != tone_map) {
            self.high = Some(HighPipelines::new(&build, build.quality(tier).n_samples));
        }
        let keys: Vec<SurfaceKey> = keys.into_iter().collect();
        if keys.iter().any(|key| key.has(SurfaceKey::FOG)) {
            self.hazes.entry((tier, tone_map)).or_insert_with(|| build.drawn(tier).haze(tier));
        }
        let multisampled = build.quality(tier).n_samples > 1;
        let worn = keys.iter().map(|key| (key.topology(), key.has(SurfaceKey::SKINNED)));
        for (topology, skinned) in worn.chain([(SOLID, false), (SOLID, true)]) {
            let mask = self.masks.entry((topology, multisampled, skinned));
            mask.or_insert_with(|| build.mask(topology, multisampled, skinned));
        }
        if !is_high {
            self.canvas.warm(&build, multisampled);
        }
        if tier != Tier::Low && keys.iter().any(|key| key.has(SurfaceKey::TRANSMISSION)) {
            self.halve.get_or_insert_with(|| build.picture(shaders::HALVE, "fs_halve", BACKDROP_FORMAT));
        }
        let missing = self.missing(&keys, tier, tone_map);
        let built = made(share_out, missing.iter().map(|key| Later::new(|| build.surface(*key, tier))).collect());
        self.keep(missing.into_iter().zip(built), tier, tone_map);
    }

    /// What has to be built for surfaces of these, and for what is drawn before them.
    pub fn missing(&self, keys: &[SurfaceKey], tier: Tier, tone_map: ToneMap) -> BTreeSet<SurfaceKey> {
        let is_drawn = |key: &&SurfaceKey| tier != Tier::Low || !key.has(SurfaceKey::BACKDROP);
        let keys = || keys.iter().filter(is_drawn);
        let comes_before = |key: &&SurfaceKey| tier == Tier::High && !key.is_seen_through() && !key.has(SurfaceKey::BACKDROP);
        let before = keys().filter(comes_before).map(|key| key.before_shading());
        let keys = keys().copied().chain(before).map(|key| key.on(tier));
        keys.filter(|key| self.surface(*key, tier, tone_map).is_none()).collect()
    }

    pub fn keep(&mut self, built: impl Iterator<Item = (SurfaceKey, wgpu::RenderPipeline)>, tier: Tier, tone_map: ToneMap) {
        self.surfaces.extend(built.map(|(key, pipeline)| ((key, tier, tone_map), pipeline)));
    }

    /// What covers pixels for an outline.
    pub fn mask(&self, topology: wgpu::PrimitiveTopology, multisampled: bool, skinned: bool) -> Option<&wgpu::RenderPipeline> {
        self.masks.get(&(topology, multisampled, skinned))
    }

    /// What texts and outlines are drawn with.
    pub fn canvas(&self, tier: Tier) -> &CanvasPipelines {
        self.high.as_ref().filter(|_| tier == Tier::High).map_or(&self.canvas, |high| &high.canvas)
    }

    pub fn haze(&self, tier: Tier, tone_map: ToneMap) -> Option<&wgpu::RenderPipeline> {
        self.hazes.get(&(tier, tone_map))
    }

    pub fn surface(&self, key: SurfaceKey, tier: Tier, tone_map: ToneMap) -> Option<&wgpu::RenderPipeline> {
        self.surfaces.get(&(key.on(tier), tier, tone_map))
    }

    pub fn contact(&self, tier: Tier) -> Option<&wgpu::RenderPipeline> {
        self.contacts.get(&tier)
    }
}

/// What pipelines are built of.
#[derive(Clone, Copy)]
pub(crate) struct Build<'a> {
    pub gpu: &'a crate::Gpu,
    pub layouts: &'a Layouts,
    pub target_format: wgpu::TextureFormat,
    pub tone_map: ToneMap,
    /// What is drawn is tone mapped later.
    pub is_light: bool,
    /// Of a pixel, in place of the tier's own.
    pub n_samples: Option<u32>,
}

/// What differs between pipelines.
pub(crate) struct Recipe<'a> {
    pub label: &'a str,
    pub groups: &'a [&'a wgpu::BindGroupLayout],
    pub module: &'a wgpu::ShaderModule,
    pub vertex: &'a str,
    pub buffers: &'a [Option<wgpu::VertexBufferLayout<'a>>],
    pub fragment: Option<(&'a str, wgpu::ColorTargetState)>,
    pub primitive: wgpu::PrimitiveState,
    pub depth: Option<wgpu::DepthStencilState>,
    pub n_samples: u32,
}

impl Build<'_> {
    fn quality(&self, tier: Tier) -> Quality {
        tier.quality(self.gpu, self.n_samples)
    }

    /// For what is drawn among the surfaces.
    pub fn drawn(&self, tier: Tier) -> Self {
        match tier {
            Tier::High => Self { target_format: LIGHT_FORMAT, tone_map: ToneMap::Linear, is_light: true, ..*self },
            Tier::Low | Tier::Medium => *self,
        }
    }

    /// Whether colours are written encoded as sRGB.
    pub fn encodes(&self) -> bool {
        self.tone_map.encodes(self.target_format)
    }

    /// Of colours that are shown as they are.
    pub fn as_shown(&self) -> wgpu::BlendState {
        if self.is_light { AS_SHOWN } else { wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING }
    }

    pub fn surface(&self, key: SurfaceKey, tier: Tier) -> wgpu::RenderPipeline {
        let drawn = self.drawn(tier);
        let light = wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING;
        let over = if key.has(SurfaceKey::UNLIT) { drawn.as_shown() } else { light };
        let skinned = key.has(SurfaceKey::SKINNED);
        let blend = key.blends(tier);
        let is_solid = key.topology() == wgpu::PrimitiveTopology::TriangleList;
        let quality = self.quality(tier);
        let mut switches = key.switches(tier, quality);
        switches.extend(drawn.tone_switches());
        let [vertex, fragment] = key.entry_points();
        let source = reached(&folded(&shaders::surface(key.layer_maps()), &switches), &[vertex, fragment]);
        let module = shaders::of_source(&self.gpu.device, "surface", &source);
        let material = if key.layer_maps().is_some() { &self.layouts.layered } else { &self.layouts.material };
        let groups = [&self.layouts.lighting, material, &self.layouts.lights, &self.layouts.joints];
        self.pipeline(&Recipe {
            label: "surface",
            groups: if skinned { &groups } else { &groups[..3] },
            module: &module,
            vertex,
            buffers: if skinned {
                &[Some(POSITION), Some(ATTRIBUTES), Some(INSTANCE), Some(SKIN)]
            } else {
                &[Some(POSITION), Some(ATTRIBUTES), Some(INSTANCE)]
            },
            fragment: Some((
                fragment,
                wgpu::ColorTargetState {
                    format: match () {
                        () if key.has(SurfaceKey::PREPASS) => BAKED_FORMAT,
                        () if key.has(SurfaceKey::BACKDROP) => BACKDROP_FORMAT,
                        () => drawn.target_format,
                    },
                    blend: blend.then_some(over),
                    write_mask: wgpu::ColorWrites::ALL,
                },
            )),
            primitive: wgpu::PrimitiveState {
                front_face: if key.has(SurfaceKey::MIRRORED) { wgpu::FrontFace::Cw } else { wgpu::FrontFace::Ccw },
                cull_mode: (is_solid && !key.has(SurfaceKey::DOUBLE_SIDED)).then_some(wgpu::Face::Back),
                topology: key.topology(),
                ..Default::default()
            },
            depth: Some(wgpu::DepthStencilState {
                format: DEPTH_FORMAT,
                depth_write_enabled: Some(!blend),
                depth_compare: Some(wgpu::CompareFunction::GreaterEqual),
                stencil: wgpu::StencilState::default(),
                bias: if key.has(SurfaceKey::PREPASS) && is_solid { A_LITTLE_BEHIND } else { wgpu::DepthBiasState::default() },
            }),
            n_samples: quality.n_samples,
        })
    }

    /// Draws both sides: walls have only one.
    fn shadow(&self, skinned: bool) -> wgpu::RenderPipeline {
        let module = shaders::module(&self.gpu.device, shaders::DEPTH);
        let groups = [&self.layouts.frame, &self.layouts.joints];
        self.pipeline(&Recipe {
            label: "shadow",
            groups: if skinned { &groups } else { &groups[..1] },
            module: &module,
            vertex: if skinned { "vs_skinned" } else { "vs_rigid" },
            buffers: if skinned { &[Some(POSITION), None, None, Some(SKIN)] } else { &[Some(POSITION), None, Some(INSTANCE)] },
            fragment: None,
            primitive: wgpu::PrimitiveState::default(),
            depth: Some(wgpu::DepthStencilState {
                format: crate::shadow::FORMAT,
                depth_write_enabled: Some(true),
                depth_compare: Some(wgpu::CompareFunction::Less),
                stencil: wgpu::StencilState::default(),
                bias: wgpu::DepthBiasState { constant: 1, slope_scale: 1.5, clamp: 0.0 },
            }),
            n_samples: 1,
        })
    }

    fn mask(&self, topology: wgpu::PrimitiveTopology, multisampled: bool, skinned: bool) -> wgpu::RenderPipeline {
        let module = shaders::module(&self.gpu.device, shaders::mask(multisampled));
        let groups = [&self.layouts.frame, &self.layouts.scene_depth[usize::from(multisampled)], &self.layouts.joints];
        self.pipeline(&Recipe {
            label: "mask",
            groups: if skinned { &groups } else { &groups[..2] },
            module: &module,
            vertex: if skinned { "vs_skinned" } else { "vs_rigid" },
            buffers: if skinned {
                &[Some(POSITION), None, Some(INSTANCE), Some(SKIN)]
            } else {
                &[Some(POSITION), None, Some(INSTANCE)]
            },
            fragment: Some(("fs_mask", MASK_FORMAT.into())),
            primitive: wgpu::PrimitiveState { topology, ..Default::default() },
            depth: None,
            n_samples: 1,
        })
    }

    pub fn edge(&self, fragment: &str, format: wgpu::TextureFormat, blend: Option<wgpu::BlendState>) -> wgpu::RenderPipeline {
        let module = shaders::module(&self.gpu.device, shaders::EDGE);
        self.pipeline(&Recipe {
            label: "edge",
            groups: &[&self.layouts.edge],
            module: &module,
            vertex: "vs_fullscreen",
            buffers: &[],
            fragment: Some((fragment, wgpu::ColorTargetState { format, blend, write_mask: wgpu::ColorWrites::ALL })),
            primitive: wgpu::PrimitiveState::default(),
            depth: None,
            n_samples: 1,
        })
    }

    pub fn text(&self, multisampled: bool) -> wgpu::RenderPipeline {
        let module = shaders::module(&self.gpu.device, shaders::text(multisampled));
        let blend = Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING);
        self.pipeline(&Recipe {
            label: "text",
            groups: &[&self.layouts.frame, &self.layouts.scene_depth[usize::from(multisampled)], &self.layouts.picture],
            module: &module,
            vertex: "vs_text",
            buffers: &[Some(crate::text::VERTEX)],
            fragment: Some((
                "fs_text",
                wgpu::ColorTargetState { format: self.target_format, blend, write_mask: wgpu::ColorWrites::ALL },
            )),
            primitive: wgpu::PrimitiveState { cull_mode: Some(wgpu::Face::Back), ..Default::default() },
            depth: None,
            n_samples: 1,
        })
    }

    /// From one picture to another.
    pub fn picture(&self, program: shaders::Program, fragment: &str, format: wgpu::TextureFormat) -> wgpu::RenderPipeline {
        let module = self.switched(program, &[]);
        self.fullscreen(&module, (program.0, fragment), &[&self.layouts.picture], format.into())
    }

    /// Over the whole of a target. Of `names` the first is the label, the second the entry point.
    pub fn fullscreen(
        &self,
        module: &wgpu::ShaderModule,
        names: (&str, &str),
        groups: &[&wgpu::BindGroupLayout],
        target: wgpu::ColorTargetState,
    ) -> wgpu::RenderPipeline {
        self.pipeline(&Recipe {
            label: names.0,
            groups,
            module,
            vertex: "vs_fullscreen",
            buffers: &[],
            fragment: Some((names.1, target)),
            primitive: wgpu::PrimitiveState::default(),
            depth: None,
            n_samples: 1,
        })
    }

    /// In the pass of the surfaces, whose group 0 it shares, before all of them.
    fn haze(&self, tier: Tier) -> wgpu::RenderPipeline {
        let module = self.switched(shaders::HAZE, &[("FLOAT", u32::from(self.is_light))]);
        self.pipeline(&Recipe {
            label: "haze",
            groups: &[&self.layouts.lighting, &self.layouts.color],
            module: &module,
            vertex: "vs_fullscreen",
            buffers: &[],
            fragment: Some(("fs_haze", self.target_format.into())),
            primitive: wgpu::PrimitiveState::default(),
            depth: Some(wgpu::DepthStencilState {
                format: DEPTH_FORMAT,
                depth_write_enabled: Some(false),
                depth_compare: Some(wgpu::CompareFunction::Always),
                stencil: wgpu::StencilState::default(),
                bias: wgpu::DepthBiasState::default(),
            }),
            n_samples: self.quality(tier).n_samples,
        })
    }

    /// In the pass of the surfaces, whose group 0 it shares.
    fn contact(&self, tier: Tier) -> wgpu::RenderPipeline {
        let module = shaders::module(&self.gpu.device, shaders::CONTACT);
        let blend = Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING);
        self.pipeline(&Recipe {
            label: "contact",
            groups: &[&self.layouts.lighting],
            module: &module,
            vertex: "vs_contact",
            buffers: &[Some(crate::contact::VERTEX)],
            fragment: Some((
                "fs_contact",
                wgpu::ColorTargetState { format: self.target_format, blend, write_mask: wgpu::ColorWrites::ALL },
            )),
            primitive: wgpu::PrimitiveState { cull_mode: Some(wgpu::Face::Back), ..Default::default() },
            depth: Some(wgpu::DepthStencilState {
                format: DEPTH_FORMAT,
                depth_write_enabled: Some(false),
                depth_compare: Some(wgpu::CompareFunction::GreaterEqual),
                stencil: wgpu::StencilState::default(),
                bias: wgpu::DepthBiasState::default(),
            }),
            n_samples: self.quality(tier).n_samples,
        })
    }

    fn tone_switches(&self) -> [(&'static str, u32); 2] {
        [("TONE_MAP", self.tone_map.switch()), ("ENCODE_SRGB", u32::from(self.tone_map.encodes(self.target_format)))]
    }

    /// A program whose switches are how the target wants its colours, and `others`, which go before those.
    pub fn switched(&self, (label, source): shaders::Program, others: Switches) -> wgpu::ShaderModule {
        let source = folded(source, &[others, &self.tone_switches()].concat());
        shaders::of_source(&self.gpu.device, label, &source)
    }

    pub fn pipeline(&self, recipe: &Recipe) -> wgpu::RenderPipeline {
        let groups: Vec<_> = recipe.groups.iter().map(|group| Some(*group)).collect();
        let layout = self.gpu.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some(recipe.label),
            bind_group_layouts: &groups,
            immediate_size: 0,
        });
        let targets = [recipe.fragment.as_ref().map(|(_, target)| target.clone())];
        self.gpu.device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some(recipe.label),
            layout: Some(&layout),
            vertex: wgpu::VertexState {
                module: recipe.module,
                entry_point: Some(recipe.vertex),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                buffers: recipe.buffers,
            },
            primitive: recipe.primitive,
            depth_stencil: recipe.depth.clone(),
            multisample: wgpu::MultisampleState { count: recipe.n_samples, ..Default::default() },
            fragment: recipe.fragment.as_ref().map(|(entry_point, _)| wgpu::FragmentState {
                module: recipe.module,
                entry_point: Some(entry_point),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                targets: &targets,
            }),
            multiview_mask: None,
            cache: self.gpu.pipeline_cache.as_ref(),
        })
    }
}
