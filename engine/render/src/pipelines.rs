//! Pipelines by what they draw, built before they are needed and kept.

use crate::layouts::{ATTRIBUTES, INSTANCE, Layouts, POSITION, SKIN};
use crate::shaders;
use crate::tier::Tier;
use std::collections::HashMap;

pub(crate) const DEPTH_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Depth32Float;
pub(crate) const MASK_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::R8Uint;
pub(crate) const ROW_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rg8Uint;

/// A set of the switches at the top of shaders/surface.wgsl, and of fixed state that depends on the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct SurfaceKey(u32);

impl SurfaceKey {
    pub const SKINNED: Self = Self(1);
    pub const LIGHTMAP: Self = Self(1 << 1);
    pub const NORMAL_MAP: Self = Self(1 << 2);
    pub const BASE_COLOR_MAP: Self = Self(1 << 3);
    pub const METALLIC_ROUGHNESS_MAP: Self = Self(1 << 4);
    pub const OCCLUSION_MAP: Self = Self(1 << 5);
    pub const EMISSIVE_MAP: Self = Self(1 << 6);
    pub const CLEARCOAT: Self = Self(1 << 7);
    pub const VERTEX_COLOR: Self = Self(1 << 8);
    pub const UNLIT: Self = Self(1 << 9);
    pub const ALPHA_MASK: Self = Self(1 << 10);
    pub const ALPHA_BLEND: Self = Self(1 << 11);
    pub const DOUBLE_SIDED: Self = Self(1 << 12);
    pub const LIGHTS: Self = Self(1 << 13);
    pub const UV_PER_MAP: Self = Self(1 << 14);
    /// The node mirrors its mesh, so that front faces wind the other way.
    pub const MIRRORED: Self = Self(1 << 15);

    const SWITCHES: [(&'static str, Self); 15] = [
        ("SKINNED", Self::SKINNED),
        ("LIGHTMAP", Self::LIGHTMAP),
        ("NORMAL_MAP", Self::NORMAL_MAP),
        ("BASE_COLOR_MAP", Self::BASE_COLOR_MAP),
        ("METALLIC_ROUGHNESS_MAP", Self::METALLIC_ROUGHNESS_MAP),
        ("OCCLUSION_MAP", Self::OCCLUSION_MAP),
        ("EMISSIVE_MAP", Self::EMISSIVE_MAP),
        ("CLEARCOAT", Self::CLEARCOAT),
        ("VERTEX_COLOR", Self::VERTEX_COLOR),
        ("UNLIT", Self::UNLIT),
        ("ALPHA_MASK", Self::ALPHA_MASK),
        ("ALPHA_BLEND", Self::ALPHA_BLEND),
        ("DOUBLE_SIDED", Self::DOUBLE_SIDED),
        ("LIGHTS", Self::LIGHTS),
        ("UV_PER_MAP", Self::UV_PER_MAP),
    ];

    pub fn has(self, switch: Self) -> bool {
        self.0 & switch.0 != 0
    }

    pub fn with_if(self, condition: bool, switch: Self) -> Self {
        if condition { Self(self.0 | switch.0) } else { Self(self.0 & !switch.0) }
    }
}

/// Pipelines of the current tier. The target's format never changes.
pub(crate) struct Pipelines {
    target_format: wgpu::TextureFormat,
    surface_module: wgpu::ShaderModule,
    surfaces: HashMap<(SurfaceKey, Tier), wgpu::RenderPipeline>,
    /// Rigid and skinned.
    pub shadow: [wgpu::RenderPipeline; 2],
    pub upscale: wgpu::RenderPipeline,
    pub edge_rows: wgpu::RenderPipeline,
    pub edge_lines: wgpu::RenderPipeline,
    /// By multisampling of the scene's depth, then rigid and skinned.
    pub mask: [[wgpu::RenderPipeline; 2]; 2],
    /// By multisampling of the scene's depth.
    pub text: [wgpu::RenderPipeline; 2],
}

impl Pipelines {
    pub fn new(gpu: &crate::Gpu, layouts: &Layouts, target_format: wgpu::TextureFormat) -> Self {
        let build = Build { gpu, layouts, target_format };
        Self {
            target_format,
            surface_module: shaders::module(&gpu.device, shaders::SURFACE),
            surfaces: HashMap::new(),
            shadow: [build.shadow(false), build.shadow(true)],
            upscale: build.upscale(),
            edge_rows: build.edge("fs_along_row", ROW_FORMAT, None),
            edge_lines: build.edge("fs_line", target_format, Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING)),
            mask: [false, true].map(|multisampled| [build.mask(multisampled, false), build.mask(multisampled, true)]),
            text: [build.text(false), build.text(true)],
        }
    }

    /// Builds what is missing, so that no frame waits for it.
    pub fn warm(&mut self, gpu: &crate::Gpu, layouts: &Layouts, keys: impl IntoIterator<Item = SurfaceKey>, tier: Tier) {
        for key in keys {
            if !self.surfaces.contains_key(&(key, tier)) {
                let build = Build { gpu, layouts, target_format: self.target_format };
                let pipeline = build.surface(&self.surface_module, key, tier);
                self.surfaces.insert((key, tier), pipeline);
            }
        }
    }

    pub fn surface(&self, key: SurfaceKey, tier: Tier) -> Option<&wgpu::RenderPipeline> {
        self.surfaces.get(&(key, tier))
    }
}

struct Build<'a> {
    gpu: &'a crate::Gpu,
    layouts: &'a Layouts,
    target_format: wgpu::TextureFormat,
}

/// What differs between pipelines.
struct Recipe<'a> {
    label: &'a str,
    groups: &'a [&'a wgpu::BindGroupLayout],
    module: &'a wgpu::ShaderModule,
    vertex: &'a str,
    buffers: &'a [Option<wgpu::VertexBufferLayout<'a>>],
    fragment: Option<(&'a str, wgpu::ColorTargetState)>,
    constants: &'a [(&'a str, f64)],
    primitive: wgpu::PrimitiveState,
    depth: Option<wgpu::DepthStencilState>,
    n_samples: u32,
}

impl Build<'_> {
    fn surface(&self, module: &wgpu::ShaderModule, key: SurfaceKey, tier: Tier) -> wgpu::RenderPipeline {
        let skinned = key.has(SurfaceKey::SKINNED);
        let blend = key.has(SurfaceKey::ALPHA_BLEND);
        let mut constants: Vec<_> = SurfaceKey::SWITCHES.iter().map(|(name, switch)| (*name, f64::from(u8::from(key.has(*switch))))).collect();
        constants.push(("FULL", f64::from(u8::from(tier == Tier::Full))));
        constants.push(("ENCODE_SRGB", f64::from(u8::from(!self.target_format.is_srgb()))));
        let groups = [&self.layouts.lighting, &self.layouts.material, &self.layouts.joints];
        self.pipeline(&Recipe {
            label: "surface",
            groups: if skinned { &groups } else { &groups[..2] },
            module,
            vertex: if skinned { "vs_skinned" } else { "vs_rigid" },
            buffers: if skinned {
                &[Some(POSITION), Some(ATTRIBUTES), Some(INSTANCE), Some(SKIN)]
            } else {
                &[Some(POSITION), Some(ATTRIBUTES), Some(INSTANCE)]
            },
            fragment: Some((
                "fs_surface",
                wgpu::ColorTargetState {
                    format: self.target_format,
                    blend: blend.then_some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                    write_mask: wgpu::ColorWrites::ALL,
                },
            )),
            constants: &constants,
            primitive: wgpu::PrimitiveState {
                front_face: if key.has(SurfaceKey::MIRRORED) { wgpu::FrontFace::Cw } else { wgpu::FrontFace::Ccw },
                cull_mode: (!key.has(SurfaceKey::DOUBLE_SIDED)).then_some(wgpu::Face::Back),
                ..Default::default()
            },
            depth: Some(wgpu::DepthStencilState {
                format: DEPTH_FORMAT,
                depth_write_enabled: Some(!blend),
                depth_compare: Some(wgpu::CompareFunction::GreaterEqual),
                stencil: wgpu::StencilState::default(),
                bias: wgpu::DepthBiasState::default(),
            }),
            n_samples: tier.quality(self.gpu.software).n_samples,
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
            constants: &[],
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
            constants: &[],
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
            constants: &[],
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
            fragment: Some(("fs_text", wgpu::ColorTargetState { format: self.target_format, blend, write_mask: wgpu::ColorWrites::ALL })),
            constants: &[],
            primitive: wgpu::PrimitiveState { cull_mode: Some(wgpu::Face::Back), ..Default::default() },
            depth: None,
            n_samples: 1,
        })
    }

    fn upscale(&self) -> wgpu::RenderPipeline {
        let module = shaders::module(&self.gpu.device, shaders::UPSCALE);
        self.pipeline(&Recipe {
            label: "upscale",
            groups: &[&self.layouts.picture],
            module: &module,
            vertex: "vs_fullscreen",
            buffers: &[],
            fragment: Some(("fs_upscale", self.target_format.into())),
            constants: &[],
            primitive: wgpu::PrimitiveState::default(),
            depth: None,
            n_samples: 1,
        })
    }

    fn pipeline(&self, recipe: &Recipe) -> wgpu::RenderPipeline {
        let groups: Vec<_> = recipe.groups.iter().map(|group| Some(*group)).collect();
        let layout = self.gpu.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some(recipe.label),
            bind_group_layouts: &groups,
            immediate_size: 0,
        });
        let compilation_options = wgpu::PipelineCompilationOptions { constants: recipe.constants, ..Default::default() };
        let targets = [recipe.fragment.as_ref().map(|(_, target)| target.clone())];
        self.gpu.device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some(recipe.label),
            layout: Some(&layout),
            vertex: wgpu::VertexState {
                module: recipe.module,
                entry_point: Some(recipe.vertex),
                compilation_options: compilation_options.clone(),
                buffers: recipe.buffers,
            },
            primitive: recipe.primitive,
            depth_stencil: recipe.depth.clone(),
            multisample: wgpu::MultisampleState { count: recipe.n_samples, ..Default::default() },
            fragment: recipe.fragment.as_ref().map(|(entry_point, _)| wgpu::FragmentState {
                module: recipe.module,
                entry_point: Some(entry_point),
                compilation_options,
                targets: &targets,
            }),
            multiview_mask: None,
            cache: self.gpu.pipeline_cache.as_ref(),
        })
    }
}
