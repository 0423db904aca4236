//! Pipelines by what they draw, built before they are needed and kept.

use crate::fold::folded;
use crate::layouts::{ATTRIBUTES, INSTANCE, Layouts, POSITION, SKIN};
use crate::shaders;
use crate::share_out::{Later, ShareOut, made};
use crate::surface_key::SurfaceKey;
use crate::tier::Tier;
use crate::tone::ToneMap;
use std::collections::HashMap;

pub(crate) const DEPTH_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Depth32Float;
pub(crate) const MASK_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::R8Uint;
/// Of what transmitting surfaces look into: radiance.
pub(crate) const BACKDROP_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
pub(crate) const ROW_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rg8Uint;

/// Pipelines of the current tier. The target's format never changes.
pub(crate) struct Pipelines {
    target_format: wgpu::TextureFormat,
    surfaces: HashMap<(SurfaceKey, Tier, ToneMap), wgpu::RenderPipeline>,
    /// Rigid and skinned.
    pub shadow: [wgpu::RenderPipeline; 2],
    pub smooth: wgpu::RenderPipeline,
    pub upscale: wgpu::RenderPipeline,
    /// From a mip of the backdrop to the next.
    pub halve: wgpu::RenderPipeline,
    contacts: HashMap<Tier, wgpu::RenderPipeline>,
    pub edge_rows: wgpu::RenderPipeline,
    pub edge_lines: wgpu::RenderPipeline,
    /// By multisampling of the scene's depth, then rigid and skinned.
    pub mask: [[wgpu::RenderPipeline; 2]; 2],
    /// By multisampling of the scene's depth.
    pub text: [wgpu::RenderPipeline; 2],
}

impl Pipelines {
    pub fn new(gpu: &crate::Gpu, layouts: &Layouts, target_format: wgpu::TextureFormat) -> Self {
        let build = Build { gpu, layouts, target_format, tone_map: ToneMap::default() };
        Self {
            target_format,
            surfaces: HashMap::new(),
            shadow: [build.shadow(false), build.shadow(true)],
            smooth: build.picture(shaders::SMOOTH, "fs_smooth", target_format),
            upscale: build.picture(shaders::UPSCALE, "fs_upscale", target_format),
            halve: build.picture(shaders::HALVE, "fs_halve", BACKDROP_FORMAT),
            contacts: HashMap::new(),
            edge_rows: build.edge("fs_along_row", ROW_FORMAT, None),
            edge_lines: build.edge("fs_line", target_format, Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING)),
            mask: [false, true].map(|multisampled| [build.mask(multisampled, false), build.mask(multisampled, true)]),
            text: [build.text(false), build.text(true)],
        }
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
        let build = Build { gpu, layouts, target_format: self.target_format, tone_map };
        self.contacts.entry(tier).or_insert_with(|| build.contact(tier));
        let is_drawn = |key: &SurfaceKey| tier == Tier::Medium || !key.has(SurfaceKey::BACKDROP);
        let missing = |key: &SurfaceKey| !self.surfaces.contains_key(&(*key, tier, tone_map));
        let missing: Vec<SurfaceKey> = keys.into_iter().filter(is_drawn).filter(missing).collect();
        let built = made(share_out, missing.iter().map(|key| Later::new(|| build.surface(*key, tier))).collect());
        self.surfaces.extend(missing.into_iter().map(|key| (key, tier, tone_map)).zip(built));
    }

    pub fn surface(&self, key: SurfaceKey, tier: Tier, tone_map: ToneMap) -> Option<&wgpu::RenderPipeline> {
        self.surfaces.get(&(key, tier, tone_map))
    }

    pub fn contact(&self, tier: Tier) -> Option<&wgpu::RenderPipeline> {
        self.contacts.get(&tier)
    }
}

/// What pipelines are built of.
pub(crate) struct Build<'a> {
    pub gpu: &'a crate::Gpu,
    pub layouts: &'a Layouts,
    pub target_format: wgpu::TextureFormat,
    pub tone_map: ToneMap,
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
    fn surface(&self, key: SurfaceKey, tier: Tier) -> wgpu::RenderPipeline {
        let skinned = key.has(SurfaceKey::SKINNED);
        let blend = key.blends(tier);
        let is_solid = key.topology() == wgpu::PrimitiveTopology::TriangleList;
        let quality = tier.quality(self.gpu);
        let mut switches = key.switches(tier, quality);
        switches.extend(self.tone_switches());
        let source = folded(&shaders::surface(key.layer_maps()), &switches);
        let module = self.gpu.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("surface"),
            source: wgpu::ShaderSource::Wgsl(source.into()),
        });
        let material = if key.layer_maps().is_some() { &self.layouts.layered } else { &self.layouts.material };
        let groups = [&self.layouts.lighting, material, &self.layouts.lights, &self.layouts.joints];
        self.pipeline(&Recipe {
            label: "surface",
            groups: if skinned { &groups } else { &groups[..3] },
            module: &module,
            vertex: if skinned { "vs_skinned" } else { "vs_rigid" },
            buffers: if skinned {
                &[Some(POSITION), Some(ATTRIBUTES), Some(INSTANCE), Some(SKIN)]
            } else {
                &[Some(POSITION), Some(ATTRIBUTES), Some(INSTANCE)]
            },
            fragment: Some((
                "fs_surface",
                wgpu::ColorTargetState {
                    format: if key.has(SurfaceKey::BACKDROP) { BACKDROP_FORMAT } else { self.target_format },
                    blend: blend.then_some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
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
                bias: wgpu::DepthBiasState::default(),
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

    fn mask(&self, multisampled: bool, skinned: bool) -> wgpu::RenderPipeline {
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
            primitive: wgpu::PrimitiveState::default(),
            depth: None,
            n_samples: 1,
        })
    }

    fn edge(&self, fragment: &str, format: wgpu::TextureFormat, blend: Option<wgpu::BlendState>) -> wgpu::RenderPipeline {
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

    fn text(&self, multisampled: bool) -> wgpu::RenderPipeline {
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
    fn picture(&self, program: shaders::Program, fragment: &str, format: wgpu::TextureFormat) -> wgpu::RenderPipeline {
        let module = shaders::module(&self.gpu.device, program);
        self.pipeline(&Recipe {
            label: program.0,
            groups: &[&self.layouts.picture],
            module: &module,
            vertex: "vs_fullscreen",
            buffers: &[],
            fragment: Some((fragment, format.into())),
            primitive: wgpu::PrimitiveState::default(),
            depth: None,
            n_samples: 1,
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
            n_samples: tier.quality(self.gpu).n_samples,
        })
    }

    fn tone_switches(&self) -> [(&'static str, u32); 2] {
        [("TONE_MAP", self.tone_map.switch()), ("ENCODE_SRGB", u32::from(self.tone_map.encodes(self.target_format)))]
    }

    /// A program whose only switches are how the target wants its colours.
    pub fn switched(&self, (label, source): shaders::Program) -> wgpu::ShaderModule {
        let source = folded(source, &self.tone_switches());
        self.gpu.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some(label),
            source: wgpu::ShaderSource::Wgsl(source.into()),
        })
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
