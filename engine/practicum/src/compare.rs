//! `practicum diff`: what changed between two versions of a module, in words.

use crate::check::error_words;
use crate::options::Listing;
use crate::writing::put;
use anyhow::{Result, bail, ensure};
use curriculum::Module;
use player::library::Library;
use player::places::{Wanted, find_home};
use std::sync::Arc;
use workshop::diff::compare;

/// Prints the differences and what they mean for people who are certified.
pub fn diff(wanted: Wanted, old: &str, new: &str, format: Listing) -> Result<()> {
    let [old, new] = [readable(wanted.clone(), old)?, readable(wanted, new)?];
    let shares_step = |step: &curriculum::Step| new.step_idx(&step.id).is_some();
    ensure!(
        old.id == new.id || old.steps.iter().any(shares_step),
        "`{}` and `{}` are two modules that share nothing. Name two versions of one module, such as an older copy of its folder and the one now",
        old.id,
        new.id
    );
    let found = compare(&old, &new);
    match format {
        Listing::Table => put(&found.to_words())?,
        Listing::Json => put(&format!("{:#}\n", serde_json::to_value(&found)?))?,
    }
    Ok(())
}

/// A module that has no errors, by id or folder.
pub fn readable(wanted: Wanted, named: &str) -> Result<Arc<Module>> {
    let home = find_home(wanted.or_from_environment().home)?;
    let mut library = Library::open(&home.join("modules"), &home.join("content"))?;
    let shelf = library.find(named)?;
    match &shelf.module {
        Some(module) => Ok(Arc::clone(module)),
        None => bail!("`{named}` has errors, which must be mended first:\n\n{}", error_words(shelf)),
    }
}
