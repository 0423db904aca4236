//! From radiance to what is shown.

/// How a renderer shows light that is brighter than a screen. `TONE_MAP` in shaders/tone.wgsl.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ToneMap {
    /// Exposed radiance as it is, not encoded as sRGB: for float targets and files such as EXR.
    Linear,
    /// Khronos PBR Neutral: colours of materials stay what they are.
    #[default]
    Neutral,
    /// AgX: what is very bright fades to white as on film.
    AgX,
}

impl ToneMap {
    pub(crate) fn switch(self) -> u32 {
        match self {
            Self::Linear => 0,
            Self::Neutral => 1,
            Self::AgX => 2,
        }
    }

    /// What pictures that are tone mapped last are drawn in: formats that blend in linear light.
    pub(crate) fn canvas_format(self, format: wgpu::TextureFormat) -> wgpu::TextureFormat {
        if self == Self::Linear { format } else { format.add_srgb_suffix() }
    }

    /// Whether the shaders encode sRGB for this target.
    pub(crate) fn encodes(self, format: wgpu::TextureFormat) -> bool {
        self != Self::Linear && !format.is_srgb()
    }
}
