//! The manifest of an evidence pack: whose it is, what it covers, and the hash of every file in it; signed as a whole.
//!
//! Start at [`Span`].

use record::{Day, Hash256, Utc};

const OPENING: &str = "Practicum evidence pack 1";
const FILES: &str = "files:";

/// What a pack covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub organisation: String,
    /// What was asked for: the server received it on these days, by its clock.
    pub from: Day,
    pub to: Day,
    pub made: Utc,
    /// The register's lines in it: from this one on, counted from 0,
    pub begins: u64,
    /// up to, and without, this one.
    pub ends: u64,
}

/// A file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) n_bytes: u64,
    pub(crate) hash: Hash256,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manifest {
    pub(crate) span: Span,
    pub(crate) files: Vec<File>,
}

impl Manifest {
    pub(crate) fn to_text(&self) -> String {
        let Span { organisation, from, to, made, begins, ends } = &self.span;
        // One line, whatever it is called.
        let organisation: String = organisation.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut text = format!(
            "{OPENING}\norganisation: {organisation}\nfrom: {from}\nto: {to}\nmade: {made}\nbegins: {begins}\nends: {ends}\n{FILES}\n"
        );
        for File { name, n_bytes, hash } in &self.files {
            text.push_str(&format!("{hash} {n_bytes} {name}\n"));
        }
        text
    }

    /// None for a text that is no manifest of a version that this program knows.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != OPENING {
            return None;
        }
        let mut value = |key: &str| lines.next()?.strip_prefix(key)?.strip_prefix(": ");
        let organisation = value("organisation")?.to_owned();
        let (from, to) = (Day::parse(value("from")?).ok()?, Day::parse(value("to")?).ok()?);
        let made = Utc::new(value("made")?).ok()?;
        let (begins, ends) = (value("begins")?.parse().ok()?, value("ends")?.parse().ok()?);
        let span = Span { organisation, from, to, made, begins, ends };
        if lines.next()? != FILES {
            return None;
        }
        let file = |line: &str| {
            let (hash, rest) = line.split_once(' ')?;
            let (n_bytes, name) = rest.split_once(' ')?;
            Some(File { name: name.to_owned(), n_bytes: n_bytes.parse().ok()?, hash: Hash256::parse(hash).ok()? })
        };
        Some(Self { span, files: lines.map(file).collect::<Option<_>>()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_survives_its_text() {
        let day = |text| Day::parse(text).unwrap();
        let span = Span {
            organisation: "Harbour Clinic".to_owned(),
            from: day("2026-01-01"),
            to: day("2026-11-23"),
            made: Utc::new("2026-11-23T23:00:00Z").unwrap(),
            begins: 0,
            ends: 7,
        };
        let file = |name: &str| File { name: name.to_owned(), n_bytes: 3, hash: Hash256::of(b"abc") };
        let manifest = Manifest { span, files: vec![file("register.txt"), file("people.csv")] };
        assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest.clone()));
        assert_eq!(Manifest::parse(&manifest.to_text().replace("pack 1", "pack 2")), None);
        let mut sly = manifest;
        sly.span.organisation = "a\nfiles:\n".to_owned();
        assert_eq!(Manifest::parse(&sly.to_text()).unwrap().span.organisation, "a files: ");
    }
}
