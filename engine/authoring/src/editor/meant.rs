//! Which thing a name means, across the files of a module: its own, its translations, snippets, facts and courses.
//!
//! A snippet's ids carry the include's name in front in the module: `hygiene-rub` there is `rub` in the snippet. Facts and
//! snippets belong to several modules, so a caller that renames one asks every module. Start at [`places`].

use super::uses::Use;
use crate::keys::Names;
use crate::tree::Table;
use std::collections::BTreeSet;
use std::ops::Range;

/// A thing that has a name, wherever it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    pub(super) names: Names,
    pub(super) name: String,
    /// The snippet that declares it; none for what the module or the organisation has.
    pub(super) snippet: Option<String>,
}

impl Meant {
    /// Other modules may name it too.
    pub fn is_shared(&self) -> bool {
        self.snippet.is_some() || matches!(self.names, Names::Fact | Names::Module)
    }
}

/// A name at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub meant: Meant,
    pub file: String,
    pub span: Range<usize>,
    pub declares: bool,
}

/// Every name of every file, with what it means.
pub(super) fn places(uses: Vec<(String, Use)>, module: &Table) -> Vec<Place> {
    let declared: BTreeSet<(String, Names, String)> =
        uses.iter().filter(|(_, used)| used.declares).map(|(file, used)| (file.clone(), used.names, used.name.clone())).collect();
    let includes: Vec<Include<'_>> = module.tables("include").filter_map(Include::of).collect();
    uses.into_iter().flat_map(|(file, used)| meant(file, used, &declared, &includes)).collect()
}

/// An include: what its ids begin with, and the snippet they come from.
struct Include<'t> {
    prefix: &'t str,
    /// The module gives the prefix itself.
    is_named: bool,
    snippet: &'t str,
}

impl<'t> Include<'t> {
    fn of(table: &'t Table) -> Option<Self> {
        let snippet = table.text("snippet")?;
        Some(Self { prefix: table.text("as").unwrap_or(snippet), is_named: table.get("as").is_some(), snippet })
    }
}

fn meant(file: String, used: Use, declared: &BTreeSet<(String, Names, String)>, includes: &[Include<'_>]) -> Vec<Place> {
    let Use { names, name, span, declares, of_snippet } = used;
    let is_declared_in = |file: &str, name: &str| declared.contains(&(file.to_owned(), names, name.to_owned()));
    let own_snippet = snippet_of(&file).map(str::to_owned);
    let declares = declares && !file.starts_with("strings/");
    let place = |meant: Meant, span: Range<usize>| Place { meant, file: file.clone(), span, declares };
    let plain = Meant { names, name: name.clone(), snippet: None };
    if names == Names::Parameter {
        return vec![place(Meant { snippet: own_snippet.or(of_snippet), ..plain }, span)];
    }
    if own_snippet.is_some() && is_declared_in(&file, &name) {
        return vec![place(Meant { snippet: own_snippet, ..plain }, span)];
    }
    if is_declared_in("module.toml", &name) || own_snippet.is_some() {
        return vec![place(plain, span)];
    }
    for include in includes {
        let rest = name.strip_prefix(include.prefix).and_then(|rest| rest.strip_prefix('-'));
        let Some(rest) = rest.filter(|rest| is_declared_in(&format!("snippets/{}.toml", include.snippet), rest)) else {
            continue;
        };
        let from = span.start + include.prefix.len();
        let of_snippet = Meant { names, name: rest.to_owned(), snippet: Some(include.snippet.to_owned()) };
        let of_include = Meant { names: Names::Include, name: include.prefix.to_owned(), snippet: None };
        let prefix = place(of_include, span.start..from);
        let whole = Place { declares: false, ..place(of_snippet, from + 1..span.end) };
        return std::iter::once(whole).chain(include.is_named.then_some(Place { declares: false, ..prefix })).collect();
    }
    vec![place(plain, span)]
}

/// The name of a snippet's file.
pub(super) fn snippet_of(file: &str) -> Option<&str> {
    file.strip_prefix("snippets/")?.strip_suffix(".toml")
}
