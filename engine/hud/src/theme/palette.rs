//! The colours of what points things out, in the room and over it: for everybody, for those who confuse colours, and for strong contrast.
//!
//! Colour never stands alone: a mistake is dashed, a cut hatched, an arrow has its shape. Start at [`Palette::of`].

use super::tokens::rgb;
use crate::settings::{Contrast, MarkColours, Settings};
use egui::Color32;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// What is to be used now: its outline, its pin, the arrow at the edge.
    pub target: Color32,
    /// What would answer now.
    pub answering: Color32,
    /// Where a mistake happened.
    pub mistake: Color32,
    /// The hand that shows what to do.
    pub hand: Color32,
    /// What fills a cut.
    pub cut: Color32,
    /// What is as if of glass.
    pub glass: Color32,
}

pub const USUAL: Palette = Palette {
    target: rgb(0xFFC23C),
    answering: rgb(0xFFFFFF),
    mistake: rgb(0xFF9F8F),
    hand: rgb(0x7FE3FF),
    cut: rgb(0xD98A3D),
    glass: rgb(0x8FB8C4),
};

/// No two are alike to eyes that lack one kind of cone.
pub const SAFE: Palette = Palette {
    target: rgb(0xFFB000),
    answering: rgb(0xFFFFFF),
    mistake: rgb(0xE0307F),
    hand: rgb(0x56C4FF),
    cut: rgb(0x6B3D00),
    glass: rgb(0xA8D8A0),
};

/// The same, and as far from each other as can be.
pub const STRONG: Palette = Palette {
    target: rgb(0xFFC400),
    answering: rgb(0xFFFFFF),
    mistake: rgb(0xE0307F),
    hand: rgb(0x00B7FF),
    cut: rgb(0x5C2C00),
    glass: rgb(0xA8D8A0),
};

impl Palette {
    pub const fn of(settings: &Settings) -> Self {
        match (settings.mark_colours, settings.contrast) {
            (MarkColours::Safe, _) => SAFE,
            (MarkColours::Strong, _) | (MarkColours::Usual, Contrast::High) => STRONG,
            (MarkColours::Usual, Contrast::Normal) => USUAL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
    /// IEEE TVCG 15(6), 2009: the matrices for severity 1, on linear RGB. First of all eyes that lack nothing.
    const EYES: [(&str, [[f64; 3]; 3]); 4] = [
        ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
        ("deuteranopia", [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
        ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
    ];
    /// CIE 1976; some 2 are just noticed side by side, and these are thin lines apart from each other.
    const LEAST: f64 = 25.0;

    fn linear(colour: Color32) -> [f64; 3] {
        [colour.r(), colour.g(), colour.b()].map(|byte| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn seen(colour: Color32, eyes: &[[f64; 3]; 3]) -> [f64; 3] {
        let rgb = linear(colour);
        eyes.map(|row| (row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]).clamp(0.0, 1.0))
    }

    /// CIELAB of linear sRGB under D65.
    fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
        let f = |t: f64| if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 };
        let x = f((0.412_456 * r + 0.357_576 * g + 0.180_437 * b) / 0.950_47);
        let y = f(0.212_673 * r + 0.715_152 * g + 0.072_175 * b);
        let z = f((0.019_334 * r + 0.119_192 * g + 0.950_304 * b) / 1.088_83);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn difference(a: Color32, b: Color32, eyes: &[[f64; 3]; 3]) -> f64 {
        let (a, b) = (lab(seen(a, eyes)), lab(seen(b, eyes)));
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn eyes_without_one_kind_of_cone_tell_all_marks_apart() {
        for (palette, of) in [("safe", SAFE), ("strong", STRONG)] {
            let Palette { target, answering, mistake, hand, cut, glass } = of;
            let all = [
                ("target", target),
                ("answering", answering),
                ("mistake", mistake),
                ("hand", hand),
                ("cut", cut),
                ("glass", glass),
            ];
            for (eyes, matrix) in &EYES {
                for (idx, (name, colour)) in all.iter().enumerate() {
                    for (other, beside) in &all[..idx] {
                        let far = difference(*colour, *beside, matrix);
                        assert!(far >= LEAST, "{palette}, {eyes}: {name} and {other} are {far:.1} apart");
                    }
                }
            }
        }
    }

    #[test]
    fn strong_contrast_takes_strong_marks_unless_others_were_chosen() {
        let settings = Settings { contrast: Contrast::High, ..Settings::default() };
        assert_eq!(Palette::of(&settings), STRONG);
        assert_eq!(Palette::of(&Settings { mark_colours: MarkColours::Safe, ..settings }), SAFE);
        assert_eq!(Palette::of(&Settings::default()), USUAL);
    }
}
