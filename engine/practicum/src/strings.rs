//! `practicum strings`: a module's texts for translators.

use crate::writing::{put, write_file};
use anyhow::{Result, ensure};
use player::installed_fonts::KnownLetters;
use player::library::Library;
use player::library::open_module;
use player::places::{Wanted, find_home};
use std::path::PathBuf;
use workshop::translation::{PSEUDO, extract, overview, pseudo};

/// Tells how the translations stand; with a language, makes its file.
pub fn strings(wanted: Wanted, module: &str, language: Option<&str>, is_pseudo: bool, write: bool) -> Result<()> {
    let home = find_home(wanted.or_from_environment().home)?;
    let content = home.join("content");
    let folder = match module.contains(['/', '\\', '.']) {
        true => PathBuf::from(module),
        false => Library::open(&home.join("modules"), &content)?.find(module)?.path.clone(),
    };
    let shelf = open_module(&folder, &content)?;
    let (language, file) = match (language, is_pseudo) {
        (None, false) => {
            put(&overview(&shelf.sources))?;
            let mut letters = KnownLetters::of(&content);
            let unknown = authoring::unknown_letters(&shelf.sources, &mut |letter| letters.has(letter));
            for found in &unknown {
                put(&format!("\n{}:{}: {}\n", found.file, found.line, found.message))?;
            }
            return Ok(());
        }
        (_, true) => (PSEUDO, pseudo(&shelf.sources)),
        (Some(language), false) => (language, extract(&shelf.sources, language)),
    };
    let is_tag = !language.is_empty() && language.len() <= 35 && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    ensure!(is_tag, "`{language}` is no language tag: write one such as es, de or pt-BR");
    if !write {
        return Ok(put(&file)?);
    }
    let path = shelf.path.join("strings").join(format!("{language}.toml"));
    write_file(&path, file.as_bytes())?;
    Ok(put(&format!("Wrote {}.\n", path.display()))?)
}
