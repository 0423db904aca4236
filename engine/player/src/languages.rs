//! The languages the HUD speaks: English, and each table in `content/languages`. Which one a person chose is a setting.
//!
//! A table that cannot be read is left out: the program starts in English rather than not at all, and the tests read every
//! table there is. Start at [`Languages::open`].

use crate::app::App;
use hud::language::{Language, PSEUDO, offer, speak};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use store::{Person, StoreError};

/// Every language there is, English first.
pub struct Languages {
    all: Vec<Arc<Language>>,
}

impl Languages {
    pub fn open(content: &Path) -> Self {
        let mut files: Vec<_> = crate::library::list(&content.join("languages")).unwrap_or_default();
        files.sort();
        let mut all = vec![Arc::new(Language::english())];
        for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "toml")) {
            let Some(tag) = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else { continue };
            let text = crate::library::read(file).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
            all.extend(read(&tag, &text).ok().map(Arc::new));
        }
        Self { all }
    }

    /// The HUD speaks this language from now on, or what comes closest to it: `es` for `es-MX`, else English. Empty stands
    /// for the language of this PC. Returns the tag that a module's texts are wanted in.
    pub fn speak(&self, wanted: &str) -> String {
        let system = if wanted.is_empty() { system_language() } else { String::new() };
        let wanted = if wanted.is_empty() { system.as_str() } else { wanted };
        offer(self.all.iter().map(|language| (language.tag.to_string(), language.name.clone())).collect());
        if wanted == PSEUDO {
            speak(Arc::new(Language::pseudo()));
            return wanted.to_owned();
        }
        let of = |tag: &str| self.all.iter().find(|language| language.tag.eq_ignore_ascii_case(tag));
        let spoken = of(wanted).or_else(|| of(wanted.split('-').next().unwrap_or_default())).unwrap_or(&self.all[0]);
        speak(Arc::clone(spoken));
        if wanted.is_empty() { spoken.tag.to_string() } else { wanted.to_owned() }
    }

    /// A language's name in itself; its tag where there is no table of it.
    pub fn name_of(&self, tag: &str) -> String {
        let known = self.all.iter().find(|language| language.tag.eq_ignore_ascii_case(tag));
        known.map_or_else(|| tag.to_owned(), |language| language.name.clone())
    }
}

impl App {
    /// Speaks another language than the settings name, until they are changed.
    pub fn speak(&mut self, language: &str) {
        language.clone_into(&mut self.settings.language);
        self.library.speak(&self.languages.speak(language));
    }

    /// Speaks as the person chose, who says who they are.
    pub(crate) fn speak_as(&mut self, person: &Person) {
        let own: Option<String> = self.store.setting(&language_key(person)).ok().flatten();
        if let Some(own) = own.filter(|own| *own != self.settings.language) {
            self.speak(&own);
        }
    }

    /// Speaks as the settings say, and remembers it for the person at the PC.
    pub(crate) fn keep_language(&mut self) -> Result<(), StoreError> {
        self.library.speak(&self.languages.speak(&self.settings.language));
        match &self.person {
            Some(person) => self.store.set_setting(&language_key(person), &self.settings.language),
            None => Ok(()),
        }
    }
}

/// Everybody's own language is remembered.
fn language_key(person: &Person) -> String {
    format!("language.{}", person.id)
}

/// The language of the words of this PC, such as `es-MX`; empty when it says none.
fn system_language() -> String {
    let said =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let said = said.unwrap_or_default();
    let tag = said.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
    if tag == "C" || tag == "POSIX" { String::new() } else { tag }
}

/// Reads a table of words.
pub fn read(tag: &str, text: &str) -> Result<Language, String> {
    let table: toml::Table = text.parse().map_err(|why: toml::de::Error| why.to_string())?;
    let said = |key: &str| table.get(key).and_then(|value| value.as_str());
    let is_tag = !tag.is_empty() && tag.len() <= 35 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !is_tag {
        return Err(format!("`{tag}` is no language tag"));
    }
    let english = Language::english();
    let mut words = BTreeMap::new();
    for (key, value) in table.get("words").and_then(|words| words.as_table()).into_iter().flatten() {
        let value = value.as_str().ok_or_else(|| format!("`{key}` is no text"))?;
        if !value.is_empty() {
            // Kept for good: there are a few languages, each read once.
            words.insert(key.clone(), &*Box::leak(value.to_owned().into_boxed_str()));
        }
    }
    let months = table.get("months").and_then(|months| months.as_array()).into_iter().flatten();
    Ok(Language {
        tag: tag.into(),
        name: said("name").unwrap_or(tag).to_owned(),
        is_rtl: said("direction") == Some("rtl"),
        decimal: said("decimal").and_then(|sign| sign.chars().next()).unwrap_or(english.decimal),
        date: said("date").unwrap_or(&english.date).to_owned(),
        date_with_year: said("date_with_year").unwrap_or(&english.date_with_year).to_owned(),
        months: months.filter_map(|month| month.as_str().map(str::to_owned)).collect(),
        words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
    }

    #[test]
    fn every_table_is_read_and_a_country_falls_back_to_its_language() {
        let languages = Languages::open(&content());
        let n_files = crate::library::list(&content().join("languages")).unwrap().len();
        assert!(languages.all.len() > n_files.saturating_sub(1) && languages.all.len() >= 2, "a table cannot be read");
        assert_eq!(languages.speak("es-MX"), "es-MX");
        assert_eq!(&*hud::language::tag(), "es");
        assert_eq!(languages.speak("xx"), "xx");
        assert_eq!(&*hud::language::tag(), "en");
        assert_eq!((languages.name_of("es").as_str(), languages.name_of("xx").as_str()), ("Español", "xx"));
        languages.speak("en");
    }

    #[test]
    fn a_table_that_is_none_is_refused_with_a_reason() {
        assert!(read("es", "words = [").is_err());
        assert!(read("../x", "name = \"x\"").is_err());
        assert!(read("es", "[words]\n\"Continue\" = 3").unwrap_err().contains("Continue"));
    }
}
