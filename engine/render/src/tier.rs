//! How much picture a machine can afford. Numbers only; start at [`Tier::quality`].

use crate::{Backend, Gpu};

/// Quality tiers. `Low` is for a software GPU or an old office machine, `High` for a graphics card, `Medium` for what lies between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tier {
    Low,
    #[default]
    Medium,
    /// All of `Medium`, drawn as light and tone mapped last: with ambient occlusion of the screen, glow around what is bright, and
    /// blending in linear light.
    High,
}

/// Where a pixel has more samples than one.
const N_SAMPLES: u32 = 4;

/// What a tier means in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Quality {
    pub n_samples: u32,
    /// Point and spot lights that shine on a node, at most four.
    pub n_lights: u32,
    /// The same for lightmapped nodes, where they only add highlights.
    pub n_lights_baked: u32,
    /// Of the output's width and height, unless the caller sets another.
    pub render_scale: f32,
    pub reading: Reading,
    /// Directions in which light from everywhere is gathered along each material's lobes; 0: it is looked up once.
    pub n_gathered: u32,
}

/// How textures of materials are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Filtered in linear light, between mips too, with so many reads along a slant.
    Fine { anisotropy: u16 },
    /// As a software GPU reads fastest: from the nearest mip, and colours filtered as they are stored.
    Quick,
}

impl Tier {
    /// `n_samples`: of a pixel, in place of the tier's own.
    pub(crate) fn quality(self, gpu: &Gpu, n_samples: Option<u32>) -> Quality {
        let quality = self.quality_on(gpu.backend, gpu.software);
        Quality { n_samples: n_samples.unwrap_or(quality.n_samples), ..quality }
    }

    /// OpenGL cannot multisample here ([`Gpu::can_multisample`]): its pictures are smoothed afterwards instead.
    pub(crate) fn quality_on(self, backend: Backend, software: bool) -> Quality {
        match self {
            Self::Low => {
                let is_quick = software && backend == Backend::Vulkan;
                let reading = if is_quick { Reading::Quick } else { Reading::Fine { anisotropy: 1 } };
                Quality { n_samples: 1, n_lights: 2, n_lights_baked: 0, render_scale: 0.5, reading, n_gathered: 0 }
            }
            Self::Medium | Self::High => Quality {
                n_samples: if backend == Backend::OpenGl { 1 } else { N_SAMPLES },
                n_lights: if software && self == Self::Medium { 3 } else { 4 },
                n_lights_baked: if software && self == Self::Medium { 2 } else { 4 },
                render_scale: 1.0,
                reading: Reading::Fine { anisotropy: if software && self == Self::Medium { 1 } else { 8 } },
                n_gathered: if self == Self::High { 48 } else { 0 },
            },
        }
    }
}
