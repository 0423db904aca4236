//! Fog: light from far away fades into one colour, exponentially. Start at [`Fog`]; shaders/fog.wgsl has the formula.

use crate::mips::linear_from_srgb;
use glam::Vec3;

/// Fog that fills a scene.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fog {
    /// What is endlessly far away looks so, but for the tone map, whatever the exposure.
    pub srgb: [u8; 3],
    /// At height 0: from so far a twentieth of the light comes through.
    pub visibility_m: f32,
    /// The height in which it thins out to 1/e; none where it is as thick everywhere.
    pub thins_out_m: Option<f32>,
}

impl Fog {
    /// Extinction at height 0, per metre; 0 for a visibility that no fog has.
    pub(crate) fn density(&self) -> f32 {
        let density = 20.0_f32.ln() / self.visibility_m;
        if density.is_finite() && density > 0.0 { density } else { 0.0 }
    }

    /// One over the height in which it thins out; 0 for none.
    pub(crate) fn falloff(&self) -> f32 {
        let falloff = self.thins_out_m.map_or(0.0, |height_m| 1.0 / height_m);
        if falloff.is_finite() && falloff > 0.0 { falloff } else { 0.0 }
    }

    pub(crate) fn linear(&self) -> Vec3 {
        Vec3::from(self.srgb.map(|srgb| linear_from_srgb(f32::from(srgb) / 255.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_twentieth_comes_through_from_as_far_as_one_sees() {
        let fog = Fog { srgb: [255; 3], visibility_m: 30.0, thins_out_m: Some(4.0) };
        assert!(((-fog.density() * 30.0).exp() - 0.05).abs() < 1e-6);
        assert_eq!((fog.falloff(), fog.linear()), (0.25, Vec3::ONE));
    }

    #[test]
    fn fog_that_cannot_be_is_none() {
        for visibility_m in [0.0, -3.0, f32::NAN, f32::INFINITY] {
            let fog = Fog { srgb: [0; 3], visibility_m, thins_out_m: Some(visibility_m) };
            assert_eq!((fog.density(), fog.falloff()), (0.0, 0.0));
        }
    }
}
