//! Pipelines by what they draw, built before they are needed and kept.

use crate::fold::folded;
use crate::layouts::{ATTRIBUTES, INSTANCE, Layouts, POSITION, SKIN};
use crate::shaders;
use crate::tier::{Quality, Tier};
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
    pub const SUN: Self = Self(1 << 16);
    pub const ROUGH: Self = Self(1 << 17);

    pub const LINES: Self = Self(1 << 30);
    pub const POINTS: Self = Self(1 << 31);

    const SWITCHES: [(&'static str, Self); 16] = [
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
        ("UV_PER_MAP", Self::UV_PER_MAP),
        ("SUN", Self::SUN),
        ("ROUGH", Self::ROUGH),
    ];

    pub fn has(self, switch: Self) -> bool {
        self.0 & switch.0 != 0
    }

    /// A pixel wide where they are not triangles.
    pub fn topology(self) -> wgpu::PrimitiveTopology {
        match (self.has(Self::LINES), self.has(Self::POINTS)) {
            (true, _) => wgpu::PrimitiveTopology::LineList,
            (_, true) => wgpu::PrimitiveTopology::PointList,
            _ => wgpu::PrimitiveTopology::TriangleList,
        }
    }

    /// This key after its material asked for `after`, which asked for `before`.
    pub fn changed(self, before: Self, after: Self) -> Self {
        Self(self.0 & !(before.0 & !after.0) | after.0)
    }

    /// Values for the shader's switches.
    fn switches(self, tier: Tier, quality: Quality, encode_srgb: bool) -> Vec<(&'static str, u32)> {
        let n_lights = if self.has(Self::LIGHTMAP) { quality.n_lights_baked } else { quality.n_lights };
        let mut switches: Vec<_> = Self::SWITCHES.iter().map(|(name, switch)| (*name, u32::from(self.has(*switch)))).collect();
        switches.push(("N_LIGHTS", if self.has(Self::LIGHTS) { n_lights } else { 0 }));
        switches.push(("FULL", u32::from(tier == Tier::Full)));
        switches.push(("ENCODE_SRGB", u32::from(encode_srgb)));
        switches
    }

    pub fn with_if(self, condition: bool, switch: Self) -> Self {
        if condition { Self(self.0 | switch.0) } else { Self(self.0 & !switch.0) }
    }
}

/// Pipelines of the current tier. The target's format never changes.
pub(crate) struct Pipelines {
    target_format: wgpu::TextureFormat,
    surfaces: HashMap<(SurfaceKey, Tier), wgpu::RenderPipeline>,
    /// Rigid and skinned.
    pub shadow: [wgpu::RenderPipeline; 2],
    pub smooth: wgpu::RenderPipeline,
    pub upscale: wgpu::RenderPipeline,
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
        let build = Build { gpu, layouts, target_format };
        Self {
            target_format,
            surfaces: HashMap::new(),
            shadow: [build.shadow(false), build.shadow(true)],
            smooth: build.picture(shaders::SMOOTH, "fs_smooth"),
            upscale: build.picture(shaders::UPSCALE, "fs_upscale"),
            contacts: HashMap::new(),
            edge_rows: build.edge("fs_along_row", ROW_FORMAT, None),
            edge_lines: build.edge("fs_line", target_format, Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING)),
            mask: [false, true].map(|multisampled| [build.mask(multisampled, false), build.mask(multisampled, true)]),
            text: [build.text(false), build.text(true)],
        }
    }

    /// Builds what is missing, so that no frame waits for it.
    pub fn warm(&mut self, gpu: &crate::Gpu, layouts: &Layouts, keys: impl IntoIterator<Item = SurfaceKey>, tier: Tier) {
        let build = Build { gpu, layouts, target_format: self.target_format };
        self.contacts.entry(tier).or_insert_with(|| build.contact(tier));
        for key in keys {
            self.surfaces.entry((key, tier)).or_insert_with(|| build.surface(key, tier));
        }
    }

    pub fn surface(&self, key: SurfaceKey, tier: Tier) -> Option<&wgpu::RenderPipeline> {
        self.surfaces.get(&(key, tier))
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
        let blend = key.has(SurfaceKey::ALPHA_BLEND);
        let is_solid = key.topology() == wgpu::PrimitiveTopology::TriangleList;
        let quality = tier.quality(self.gpu);
        let switches = key.switches(tier, quality, !self.target_format.is_srgb());
        let source = folded(shaders::SURFACE.1, &switches);
        let module = self.gpu.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some(shaders::SURFACE.0),
            source: wgpu::ShaderSource::Wgsl(source.into()),
        });
        let groups = [&self.layouts.lighting, &self.layouts.material, &self.layouts.lights, &self.layouts.joints];
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
                    format: self.target_format,
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
    fn picture(&self, program: shaders::Program, fragment: &str) -> wgpu::RenderPipeline {
        let module = shaders::module(&self.gpu.device, program);
        self.pipeline(&Recipe {
            label: program.0,
            groups: &[&self.layouts.picture],
            module: &module,
            vertex: "vs_fullscreen",
            buffers: &[],
            fragment: Some((fragment, self.target_format.into())),
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

    /// A program whose only switch is how the target wants its colours.
    pub fn switched(&self, (label, source): shaders::Program) -> wgpu::ShaderModule {
        let source = folded(source, &[("ENCODE_SRGB", u32::from(!self.target_format.is_srgb()))]);
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

#[cfg(test)]
mod tests {
    use super::*;
    use naga::valid::{Capabilities, ValidationFlags, Validator};

    /// Each switch alone, and each but one.
    #[test]
    fn surfaces_are_valid_with_any_switch_on_or_off() {
        let all = SurfaceKey::SWITCHES
            .iter()
            .fold(SurfaceKey::default(), |key, (_, switch)| key.with_if(true, *switch))
            .with_if(true, SurfaceKey::LIGHTS);
        let keys = SurfaceKey::SWITCHES
            .iter()
            .flat_map(|(_, switch)| [SurfaceKey::default().with_if(true, *switch), all.with_if(false, *switch)]);
        for key in keys.chain([SurfaceKey::default(), all]) {
            for tier in [Tier::Low, Tier::Full] {
                let source =
                    folded(shaders::SURFACE.1, &key.switches(tier, tier.quality_on(crate::Backend::Vulkan, false), true));
                assert!(!source.contains("override "), "every switch has a value");
                let module = naga::front::wgsl::parse_str(&source)
                    .unwrap_or_else(|error| panic!("{key:?}: {}", error.emit_to_string(&source)));
                let outcome = Validator::new(ValidationFlags::all(), Capabilities::empty()).validate(&module);
                outcome.unwrap_or_else(|error| panic!("{key:?}: {}", error.emit_to_string(&source)));
            }
        }
    }
}
