//! Which of the bundled fonts has the letters of a script.
//!
//! Names files of `content/fonts`; reads none. Inter has Latin, Greek, Cyrillic and signs and is not named here.

/// Which shapes the characters take that Chinese, Japanese and Korean share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Han {
    #[default]
    Chinese,
    Japanese,
    Korean,
}

impl Han {
    /// By the text itself, if it has letters of one of them only; else by the language it is said to be in.
    pub fn of(text: &str, language: &str) -> Self {
        if text.chars().any(|letter| matches!(u32::from(letter), 0x3040..=0x30FF | 0x31F0..=0x31FF)) {
            return Self::Japanese;
        }
        if text.chars().any(is_hangul) {
            return Self::Korean;
        }
        match language.split('-').next() {
            Some("ja") => Self::Japanese,
            Some("ko") => Self::Korean,
            _ => Self::Chinese,
        }
    }
}

/// Every bundled font of a script, strong ones aside.
pub const FILES: [&str; 7] = [ARABIC.0, HEBREW.0, DEVANAGARI.0, THAI.0, JAPANESE, CHINESE, KOREAN];

const ARABIC: (&str, &str) = ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf");
const HEBREW: (&str, &str) = ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf");
const DEVANAGARI: (&str, &str) = ("NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf");
const THAI: (&str, &str) = ("NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf");
const JAPANESE: &str = "NotoSansJP-Regular.otf";
const CHINESE: &str = "NotoSansSC-Regular.otf";
const KOREAN: &str = "NotoSansKR-Regular.otf";

/// The files that may have a letter, the best first; none for scripts without a bundled font.
pub fn files_for(letter: char, is_strong: bool, han: Han) -> Vec<&'static str> {
    let weight = |(regular, strong): (&'static str, &'static str)| vec![if is_strong { strong } else { regular }];
    match u32::from(letter) {
        0x0590..=0x05FF | 0xFB1D..=0xFB4F => weight(HEBREW),
        0x0600..=0x06FF | 0x0750..=0x077F | 0x0870..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => weight(ARABIC),
        0x0900..=0x097F | 0xA8E0..=0xA8FF | 0x1CD0..=0x1CFF => weight(DEVANAGARI),
        0x0E00..=0x0E7F => weight(THAI),
        _ if is_hangul(letter) => vec![KOREAN],
        0x2010..=0x2027 | 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF => match han {
            Han::Chinese => vec![CHINESE, JAPANESE],
            Han::Japanese => vec![JAPANESE, CHINESE],
            Han::Korean => vec![KOREAN, JAPANESE, CHINESE],
        },
        _ => Vec::new(),
    }
}

/// How far a font's letters go down, in shares of their size, so that they stand on one line with Inter's where fonts are
/// centred on each other.
pub fn shift_down(file: &str) -> f32 {
    const SHIFTS: [(&str, f32); 7] = [
        ("NotoSansArabic", 0.046),
        ("NotoSansDevanagari", 0.12),
        ("NotoSansHebrew", -0.024),
        ("NotoSansThai", 0.058),
        ("NotoSansJP", -0.072),
        ("NotoSansSC", -0.072),
        ("NotoSansKR", -0.072),
    ];
    SHIFTS.iter().find(|(family, _)| file.starts_with(family)).map_or(0.0, |(_, shift)| *shift)
}

pub(crate) fn is_hangul(letter: char) -> bool {
    matches!(u32::from(letter), 0x1100..=0x11FF | 0x3130..=0x318F | 0xA960..=0xA97F | 0xAC00..=0xD7FF)
}
