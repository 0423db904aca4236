//! The words of the pages in the reader's language. A word's name for good is its English text, so that a page reads as it is
//! written; the Spanish stands in `content/web-languages/es.toml`.
//!
//! Start at [`Words::t`] and [`Words::fill`].

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

/// One language.
#[derive(Debug)]
pub struct Words {
    /// Such as `es`.
    pub tag: &'static str,
    /// In itself: `Español`.
    pub name: String,
    /// Such as `{day} {month} {year}`.
    pub date: String,
    /// January first.
    pub months: Vec<String>,
    table: BTreeMap<String, String>,
}

static ALL: LazyLock<[Words; 2]> = LazyLock::new(|| [Words::english(), Words::spanish()]);

impl Words {
    /// Every language there is, English first.
    pub fn all() -> &'static [Self] {
        ALL.as_slice()
    }

    pub fn by_tag(tag: &str) -> Option<&'static Self> {
        ALL.iter().find(|words| words.tag == tag)
    }

    /// What was chosen, else the first that the browser asks for and we have, else English.
    pub fn choose(chosen: Option<&str>, accept_language: &str) -> &'static Self {
        let asked = || {
            let mut ranges: Vec<(&str, u16)> = accept_language.split(',').take(20).map(range).collect();
            ranges.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
            ranges.into_iter().filter(|(_, weight)| *weight > 0).find_map(|(tag, _)| Self::by_tag(tag))
        };
        chosen.and_then(Self::by_tag).or_else(asked).unwrap_or(&ALL[0])
    }

    /// The text in this language; English where it lacks one.
    pub fn t(&self, english: &'static str) -> &str {
        self.table.get(english).map_or(english, String::as_str)
    }

    /// As [`Words::t`], with `{name}` replaced by what it stands for.
    pub fn fill(&self, english: &'static str, values: &[(&str, &dyn Display)]) -> String {
        let mut left = self.t(english);
        let mut filled = String::with_capacity(left.len() + 32);
        // From left to right, so that what is put in is never taken for a place.
        while let Some(start) = left.find('{') {
            let Some(end) = left[start..].find('}').map(|end| start + end) else { break };
            filled.push_str(&left[..start]);
            match values.iter().find(|(name, _)| *name == &left[start + 1..end]) {
                Some((_, value)) => filled.push_str(&value.to_string()),
                None => filled.push_str(&left[start..=end]),
            }
            left = &left[end + 1..];
        }
        filled + left
    }

    /// One form for one, another for more.
    pub fn count(&self, one: &'static str, more: &'static str, n: i64) -> String {
        self.fill(if n == 1 { one } else { more }, &[("n", &n)])
    }

    fn english() -> Self {
        const MONTHS: [&str; 12] = [
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
        let months = MONTHS.iter().map(|month| (*month).to_owned()).collect();
        Self { tag: "en", name: "English".to_owned(), date: "{day} {month} {year}".to_owned(), months, table: BTreeMap::new() }
    }

    fn spanish() -> Self {
        let text = include_str!("../../../content/web-languages/es.toml");
        let table: toml::Table = text.parse().expect("a test reads the same file");
        let word = |key: &str| table.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        let months = table.get("months").and_then(toml::Value::as_array).into_iter().flatten();
        let words = table.get("words").and_then(toml::Value::as_table).into_iter().flatten();
        Self {
            tag: "es",
            name: word("name"),
            date: word("date"),
            months: months.filter_map(toml::Value::as_str).map(str::to_owned).collect(),
            table: words.filter_map(|(english, text)| Some((english.clone(), text.as_str()?.to_owned()))).collect(),
        }
    }

    /// The English texts that are translated.
    #[cfg(test)]
    pub(crate) fn translated(&self) -> impl Iterator<Item = (&str, &str)> {
        self.table.iter().map(|(english, text)| (english.as_str(), text.as_str()))
    }
}

/// `es-MX;q=0.8` is Spanish, with 800 of 1000.
fn range(text: &str) -> (&str, u16) {
    let (tag, weight) = text.split_once(';').unwrap_or((text, "q=1"));
    let weight: f32 = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok()).unwrap_or(0.0);
    let tag = tag.trim().split('-').next().unwrap_or_default();
    (tag, (weight.clamp(0.0, 1.0) * 1_000.0) as u16)
}

#[cfg(test)]
mod tests;
