//! The language of the HUD's own words: tables that the caller reads from `content/languages`, and English where they lack one.
//!
//! A word's name for good is its English text, so that a screen reads as it is written. One language is spoken at a time on a
//! thread; [`speak`] changes it. Modules bring their texts themselves. Start at [`t`] and [`fill`].

mod session_words;

pub use crate::words::count;

use session_words::{SESSION_FORMS, SESSION_WORDS};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

/// The tag of the language that stands for no language: accented and a third longer, to see what a layout does.
pub const PSEUDO: &str = "qps-ploc";

/// One language's words for the HUD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Such as `es` or `pt-BR`.
    pub tag: Arc<str>,
    /// In itself: `Español`.
    pub name: String,
    /// The layout begins at the right.
    pub is_rtl: bool,
    /// Between a number and its fraction.
    pub decimal: char,
    /// Such as `{day} {month}`.
    pub date: String,
    /// Such as `{day} {month} {year}`.
    pub date_with_year: String,
    /// January first; twelve, or none for English ones.
    pub months: Vec<String>,
    /// By the English text.
    pub words: BTreeMap<String, &'static str>,
}

impl Language {
    pub fn english() -> Self {
        Self {
            tag: "en".into(),
            name: "English".to_owned(),
            is_rtl: false,
            decimal: '.',
            date: "{day} {month}".to_owned(),
            date_with_year: "{day} {month} {year}".to_owned(),
            months: Vec::new(),
            words: BTreeMap::new(),
        }
    }

    pub fn pseudo() -> Self {
        Self { tag: PSEUDO.into(), name: "[Þséûdö]".to_owned(), ..Self::english() }
    }
}

thread_local! {
    static SPOKEN: RefCell<Spoken> = RefCell::new(Spoken { language: Arc::new(Language::english()), offered: Vec::new(), made: BTreeMap::new() });
}

struct Spoken {
    language: Arc<Language>,
    /// Tag and name of each that can be chosen.
    offered: Vec<(String, String)>,
    /// Pseudo words that were made, by their English text.
    made: BTreeMap<&'static str, &'static str>,
}

/// From now on the HUD speaks this language on this thread.
pub fn speak(language: Arc<Language>) {
    SPOKEN.with_borrow_mut(|spoken| spoken.language = language);
}

/// From now on these languages can be chosen in the settings: tag and name of each.
pub fn offer(languages: Vec<(String, String)>) {
    SPOKEN.with_borrow_mut(|spoken| spoken.offered = languages);
}

/// What can be chosen.
pub fn offered() -> Vec<(String, String)> {
    SPOKEN.with_borrow(|spoken| spoken.offered.clone())
}

/// The tag of the language that is spoken.
pub fn tag() -> Arc<str> {
    SPOKEN.with_borrow(|spoken| spoken.language.tag.clone())
}

/// True where the layout begins at the right.
pub fn is_rtl() -> bool {
    SPOKEN.with_borrow(|spoken| spoken.language.is_rtl)
}

/// Between a number and its fraction.
pub fn decimal() -> char {
    SPOKEN.with_borrow(|spoken| spoken.language.decimal)
}

/// A word of the HUD in the language that is spoken; in English where it has none.
pub fn t(english: &'static str) -> &'static str {
    SPOKEN.with_borrow_mut(|spoken| {
        if &*spoken.language.tag == PSEUDO {
            // Kept for good: there are as many as the HUD has words.
            return *spoken.made.entry(english).or_insert_with(|| Box::leak(accented(english).into_boxed_str()));
        }
        spoken.language.words.get(english).copied().unwrap_or(english)
    })
}

/// A text that may be a word of ours, such as the verb of a gesture; any other stays as it is.
pub fn word(text: &str) -> String {
    let ours = SESSION_WORDS.iter().find(|known| **known == text);
    if let Some(known) = ours {
        return t(known).to_owned();
    }
    let filled = SESSION_FORMS.iter().find_map(|form| {
        let (before, after) = form.split_once("{what}")?;
        let what = text.strip_prefix(before)?.strip_suffix(after)?;
        Some(fill(form, &[("what", &what)]))
    });
    filled.unwrap_or_else(|| text.to_owned())
}

/// Words with places such as `{n}` to fill.
pub fn fill(english: &'static str, places: &[(&str, &dyn Display)]) -> String {
    places.iter().fold(t(english).to_owned(), |words, (name, value)| words.replace(&format!("{{{name}}}"), &value.to_string()))
}

/// A day as people write it, with the year where one is given; months from 1.
pub fn date(day: u8, month: u8, year: Option<i16>) -> String {
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let idx = usize::from(month.clamp(1, 12)) - 1;
    SPOKEN.with_borrow(|spoken| {
        let language = &spoken.language;
        let month = language.months.get(idx).map_or(ENGLISH[idx], String::as_str);
        let form = if year.is_some() { &language.date_with_year } else { &language.date };
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        form.replace("{day}", &day.to_string()).replace("{month}", month).replace("{year}", &year)
    })
}

/// Accents on the vowels, brackets around, dots for length; places to fill stay.
fn accented(text: &str) -> String {
    let (plain, foreign) = ("aceinouyACEINOUY", "àçéîñôüýÀÇÉÎÑÔÜÝ");
    let mut in_place = false;
    let letters = text.chars().map(|c| {
        in_place = (in_place || c == '{') && c != '}';
        let at = plain.chars().position(|known| known == c && !in_place);
        at.and_then(|at| foreign.chars().nth(at)).unwrap_or(c)
    });
    let letters: String = letters.collect();
    format!("[{letters}{}]", "·".repeat(text.chars().count() / 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_language_are_used_and_what_it_lacks_stays_english() {
        let words = BTreeMap::from([("Step {n} of {of}".to_owned(), "Paso {n} de {of}")]);
        let months = vec!["enero".to_owned()];
        let date = "{day} de {month}".to_owned();
        speak(Arc::new(Language { tag: "es".into(), words, decimal: ',', months, date, ..Language::english() }));
        assert_eq!(fill("Step {n} of {of}", &[("n", &3), ("of", &8)]), "Paso 3 de 8");
        assert_eq!(t("Continue"), "Continue");
        assert_eq!(
            (super::date(5, 1, None), super::date(5, 2, Some(2026))),
            ("5 de enero".to_owned(), "5 February 2026".to_owned())
        );
        assert_eq!(word("First: Ring the bell."), "First: Ring the bell.");
        speak(Arc::new(Language::pseudo()));
        assert_eq!(fill("Step {n} of {of}", &[("n", &3), ("of", &8)]), "[Stép 3 ôf 8·····]");
        speak(Arc::new(Language::english()));
    }
}
