//! What a person can change about how Practicum looks, sounds and listens.
//!
//! Knows not where it is kept. Every field has a default, so that an older file still reads.

use serde::{Deserialize, Serialize};

/// The smallest and the greatest text size, in percent.
pub const TEXT_PERCENT: std::ops::RangeInclusive<u16> = 100..=200;
/// The slowest and the fastest mouse look, in percent of the usual.
pub const MOUSE_PERCENT: std::ops::RangeInclusive<u16> = 25..=300;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Of everything in the HUD, within [`TEXT_PERCENT`].
    pub text_percent: u16,
    /// Spoken words as text.
    pub captions: bool,
    /// Sounds that matter as text, such as "Phone rings".
    pub sound_captions: bool,
    pub contrast: Contrast,
    /// Of outlines, pins and whatever else points things out.
    pub mark_colours: MarkColours,
    /// No glides, fades or camera moves.
    pub reduced_motion: bool,
    /// Of everything; 0 is silent.
    pub sound_percent: u8,
    /// Of what people say; 0 leaves the captions alone.
    pub voice_percent: u8,
    /// Of the loudest that an alarm may be.
    pub alarm_percent: u8,
    /// Instructions are read aloud too where somebody else speaks.
    pub read_aloud: bool,
    /// Within [`MOUSE_PERCENT`].
    pub mouse_percent: u16,
    /// Moving the mouse up looks down.
    pub invert_mouse: bool,
    pub pointer: PointerMode,
    /// False turns letter keys such as H and F off; function keys do their work instead.
    pub letter_keys: bool,
    pub picture: Picture,
    pub fullscreen: bool,
    /// The tag of the language that is wanted; empty for the one of this PC.
    pub language: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text_percent: 100,
            captions: true,
            sound_captions: true,
            contrast: Contrast::Normal,
            mark_colours: MarkColours::Usual,
            reduced_motion: false,
            sound_percent: 80,
            voice_percent: 100,
            alarm_percent: 100,
            read_aloud: false,
            mouse_percent: 100,
            invert_mouse: false,
            pointer: PointerMode::MouseLook,
            letter_keys: true,
            picture: Picture::Automatic,
            fullscreen: false,
            language: String::new(),
        }
    }
}

impl Settings {
    /// Whether voices can be heard at all.
    pub fn has_voices(&self) -> bool {
        self.sound_percent > 0 && self.voice_percent > 0
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contrast {
    Normal,
    /// Stronger lines and outlines, black on white.
    High,
}

/// Which colours point things out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkColours {
    /// With strong contrast, the strong ones.
    Usual,
    /// Told apart without one kind of cone too.
    Safe,
    Strong,
}

/// How a person looks around and chooses things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointerMode {
    /// Moving the mouse turns the view; what is in the middle answers.
    MouseLook,
    /// The pointer stays free: click a thing to use it, click the floor to walk there.
    PointAndClick,
}

/// How much work the picture may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// Measured at the start.
    Automatic,
    /// For PCs without a graphics card.
    Light,
    /// All maps, shadows and smoothing.
    #[serde(alias = "full")]
    Standard,
    /// For graphics cards: with soft shading in corners, and glow.
    High,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_text_and_older_files_still_read() {
        let changed = Settings { text_percent: 150, pointer: PointerMode::PointAndClick, ..Settings::default() };
        let text = serde_json::to_string(&changed).unwrap();
        assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), changed);
        let full: Settings = serde_json::from_str(r#"{ "picture": "full" }"#).unwrap();
        assert_eq!(full.picture, Picture::Standard, "what it was called before there was more");
        let older: Settings = serde_json::from_str(r#"{ "captions": false }"#).unwrap();
        assert_eq!(older, Settings { captions: false, ..Settings::default() });
    }
}
