//! The colour tokens, for the usual and the high contrast. No other file of this crate but `palette.rs` holds a colour literal.

use super::palette::{self, Palette};
use crate::icons::Icon;
use egui::Color32;

pub(super) const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// What everything is painted with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// The page.
    pub canvas: Color32,
    /// Cards, fields and every panel over 3D.
    pub paper: Color32,
    /// Table heads and side rails.
    pub wash: Color32,
    pub ink: Color32,
    pub ink_2: Color32,
    pub ink_3: Color32,
    /// Rules and card edges: decoration only.
    pub line: Color32,
    /// The edge of anything operable.
    pub line_strong: Color32,
    pub edge_over_scene: Color32,
    pub hover: Color32,
    pub pressed: Color32,
    pub disabled: Color32,
    pub teal: Color32,
    pub teal_deep: Color32,
    pub teal_pressed: Color32,
    pub teal_wash: Color32,
    pub on_teal: Color32,
    pub oak: Color32,
    pub oak_wash: Color32,
    pub oak_edge: Color32,
    pub focus: Color32,
    pub critical: Color32,
    pub critical_wash: Color32,
    pub critical_row: Color32,
    pub done: Color32,
    /// The unfilled part of bars and segments.
    pub track: Color32,
    /// What points things out.
    pub marks: Palette,
}

pub const LIGHT: Theme = Theme {
    canvas: rgb(0xF5F0E7),
    paper: rgb(0xFFFDFA),
    wash: rgb(0xFAF6EE),
    ink: rgb(0x14272B),
    ink_2: rgb(0x3D5257),
    ink_3: rgb(0x56686C),
    line: rgb(0xE4DBCB),
    line_strong: rgb(0x857E6F),
    edge_over_scene: rgb(0xCFC6B6),
    hover: rgb(0xF1EADD),
    pressed: rgb(0xE6DDCC),
    disabled: rgb(0xE9EBE9),
    teal: rgb(0x0B6470),
    teal_deep: rgb(0x084C56),
    teal_pressed: rgb(0x06363E),
    teal_wash: rgb(0xE0EFEF),
    on_teal: rgb(0xFFFFFF),
    oak: rgb(0x8A5015),
    oak_wash: rgb(0xF8EAD6),
    oak_edge: rgb(0xE2C79E),
    focus: rgb(0x3B3FD8),
    critical: rgb(0x9B1C1C),
    critical_wash: rgb(0xFBE5E0),
    critical_row: rgb(0xFDF1ED),
    done: rgb(0x1B6A43),
    track: rgb(0xDDD5C5),
    marks: palette::USUAL,
};

pub const HIGH_CONTRAST: Theme = Theme {
    canvas: rgb(0xFFFFFF),
    paper: rgb(0xFFFFFF),
    wash: rgb(0xFFFFFF),
    ink: rgb(0x000000),
    ink_2: rgb(0x101A1D),
    ink_3: rgb(0x1D2A2E),
    line: rgb(0x3D5257),
    line_strong: rgb(0x000000),
    edge_over_scene: rgb(0x000000),
    hover: rgb(0xE9E4DA),
    pressed: rgb(0xD9D2C3),
    disabled: rgb(0xE9EBE9),
    teal: rgb(0x06424B),
    teal_deep: rgb(0x032A30),
    teal_pressed: rgb(0x000000),
    teal_wash: rgb(0xE0EFEF),
    on_teal: rgb(0xFFFFFF),
    oak: rgb(0x5C3208),
    oak_wash: rgb(0xFFF4E3),
    oak_edge: rgb(0x5C3208),
    focus: rgb(0x2226B8),
    critical: rgb(0x7A0E0E),
    critical_wash: rgb(0xFFEDE9),
    critical_row: rgb(0xFFF4F1),
    done: rgb(0x0C4A2B),
    track: rgb(0x9A9384),
    marks: palette::STRONG,
};

/// The amber that only ever means the target, and the slate that cases it.
pub const GUIDE: Color32 = rgb(0xFFC23C);
pub const SLATE: Color32 = rgb(0x14272B);
pub const WHITE: Color32 = rgb(0xFFFFFF);
/// The ground of what was marked in a message; its number stands in `GUIDE` on slate.
pub const MARKED: Color32 = rgb(0xFFEBC2);
/// A link in a message, as mail programs show it.
pub const LINK: Color32 = rgb(0x1E4E9C);
/// The speaker's name over a caption.
pub const CAPTION_NAME: Color32 = rgb(0x9CDDE1);
pub const CAPTION_ROLE: Color32 = rgb(0xD3DEDE);
pub const LOGO_GROUND: Color32 = rgb(0x0B6470);

/// Behind captions: nearly opaque, so that white holds on any picture.
pub fn caption_ground() -> Color32 {
    Color32::from_rgba_unmultiplied(0x10, 0x20, 0x24, 240)
}

/// Over the picture behind a dialog. `share` is 0.5 to 0.62.
pub fn scrim(share: f32) -> Color32 {
    SLATE.gamma_multiply(share)
}

pub fn shadow(share: f32) -> Color32 {
    SLATE.gamma_multiply(share)
}

/// A text colour with its tint.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tint {
    pub text: Color32,
    pub ground: Color32,
}

/// Grounds for avatars, told apart by the person's initials.
pub const AVATARS: [Tint; 5] = [
    Tint { text: rgb(0x084C56), ground: rgb(0xD3EAEA) },
    Tint { text: rgb(0x24418C), ground: rgb(0xDEE6F8) },
    Tint { text: rgb(0x7A4410), ground: rgb(0xF6E2C6) },
    Tint { text: rgb(0x7D2047), ground: rgb(0xF4DDE4) },
    Tint { text: rgb(0x4C2F8A), ground: rgb(0xE8E0F5) },
];

/// Where something stands. Always shown as symbol, word and colour together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Done,
    Due,
    Overdue,
    Lapsing,
    Failed,
    Exempt,
    NotAssigned,
}

/// How each status looks: its symbol, its colours, and whether it is edged because somebody must act.
pub const STATUS: [(Status, Icon, Tint, bool); 7] = [
    (Status::Done, Icon::TickDisc, Tint { text: rgb(0x1B6A43), ground: rgb(0xE2F1E7) }, false),
    (Status::Due, Icon::Clock, Tint { text: rgb(0x1E5AA0), ground: rgb(0xE3EDF8) }, false),
    (Status::Overdue, Icon::TriangleAlert, Tint { text: rgb(0x9B1C1C), ground: rgb(0xFBE5E0) }, true),
    (Status::Lapsing, Icon::Hourglass, Tint { text: rgb(0x8F5B00), ground: rgb(0xFBECCB) }, false),
    (Status::Failed, Icon::SquareCross, Tint { text: rgb(0x7D2470), ground: rgb(0xF6E3F2) }, true),
    (Status::Exempt, Icon::CircleSlash, Tint { text: rgb(0x4A5A5E), ground: rgb(0xE9EBE9) }, false),
    (Status::NotAssigned, Icon::Dash, Tint { text: rgb(0x56686C), ground: rgb(0xFFFDFA) }, false),
];

impl Status {
    pub fn look(self) -> (Icon, Tint, bool) {
        STATUS
            .iter()
            .find(|(status, ..)| *status == self)
            .map(|(_, icon, tint, edged)| (*icon, *tint, *edged))
            .expect("STATUS lists every status")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    /// The contrast ratio of WCAG 2.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn check(what: &str, text: Color32, ground: Color32, at_least: f64) {
        let ratio = contrast(text, ground);
        assert!(ratio >= at_least, "{what}: {ratio:.2} where {at_least} is needed");
    }

    #[test]
    fn text_holds_on_every_ground_it_is_used_on() {
        for (name, theme) in [("light", LIGHT), ("high contrast", HIGH_CONTRAST)] {
            for (what, text) in [("ink", theme.ink), ("ink 2", theme.ink_2), ("ink 3", theme.ink_3), ("teal", theme.teal)] {
                for ground in [theme.canvas, theme.paper, theme.wash, theme.teal_wash, theme.disabled] {
                    check(&format!("{name} {what}"), text, ground, 4.5);
                }
            }
            check(name, theme.ink, theme.hover, 7.0);
            check(name, theme.on_teal, theme.teal, 4.5);
            check(name, theme.on_teal, theme.teal_deep, 4.5);
            check(name, theme.oak, theme.oak_wash, 4.5);
            check(name, theme.oak, theme.paper, 4.5);
            check(name, theme.ink, theme.oak_wash, 7.0);
            check(name, theme.critical, theme.critical_wash, 4.5);
            check(name, theme.critical, theme.critical_row, 4.5);
            check(name, theme.done, theme.paper, 4.5);
            check(name, theme.ink, MARKED, 7.0);
            for ground in [theme.paper, theme.hover, MARKED] {
                check(&format!("{name} link"), LINK, ground, 4.5);
            }
        }
    }

    #[test]
    fn edges_and_rings_can_be_seen() {
        for (name, theme) in [("light", LIGHT), ("high contrast", HIGH_CONTRAST)] {
            check(name, theme.line_strong, theme.paper, 3.0);
            check(name, theme.line_strong, theme.wash, 3.0);
            check(name, theme.focus, theme.paper, 3.0);
            check(name, theme.focus, theme.canvas, 3.0);
        }
        check("target on slate", GUIDE, SLATE, 9.0);
        for marks in [palette::USUAL, palette::SAFE, palette::STRONG] {
            check("target on slate", marks.target, SLATE, 8.0);
            check("mistake on slate", marks.mistake, SLATE, 3.0);
        }
        assert!(contrast(HIGH_CONTRAST.ink_3, HIGH_CONTRAST.paper) > 2.0 * contrast(LIGHT.ink_3, LIGHT.paper));
    }

    #[test]
    fn captions_hold_on_any_picture() {
        let ground = caption_ground();
        let share = f64::from(ground.a()) / 255.0;
        let over = |behind: f64, own: u8| (f64::from(own) + behind * (1.0 - share)).round() as u8;
        let on_white = Color32::from_rgb(over(255.0, ground.r()), over(255.0, ground.g()), over(255.0, ground.b()));
        check("caption", WHITE, on_white, 12.0);
        check("caption name", CAPTION_NAME, on_white, 7.0);
        check("caption role", CAPTION_ROLE, on_white, 7.0);
    }

    #[test]
    fn every_status_word_holds_on_its_tint() {
        for (status, _, tint, _) in STATUS {
            check(&format!("{status:?}"), tint.text, tint.ground, 4.5);
        }
        for tint in AVATARS {
            check("avatar", tint.text, tint.ground, 4.5);
        }
    }

    #[test]
    fn what_needs_somebody_is_edged() {
        let edged: Vec<Status> = STATUS.iter().filter(|(.., edged)| *edged).map(|(status, ..)| *status).collect();
        assert_eq!(edged, [Status::Overdue, Status::Failed]);
    }
}
