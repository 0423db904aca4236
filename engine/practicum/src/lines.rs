//! `practicum lines`: every line of a module that somebody says, with its voice.

use crate::options::Listing;
use crate::writing::put;
use anyhow::{Context, Result};
use curriculum::{Module, Spoken};
use player::library::{Library, Shelf, open_module};
use player::places::{Wanted, find_home};
use player::voices::{Voices, keep};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Lists the lines in one language or, for programs, in all; before that, takes down what new recordings say.
pub fn lines(wanted: Wanted, module: &str, language: Option<&str>, is_kept: bool, format: Listing) -> Result<()> {
    let home = find_home(wanted.or_from_environment().home)?;
    let content = home.join("content");
    let folder = match module.contains(['/', '\\', '.']) {
        true => PathBuf::from(module),
        false => Library::open(&home.join("modules"), &content)?.find(module)?.path.clone(),
    };
    let shelf = open_module(&folder, &content)?;
    let mut modules: Vec<Module> = shelf.in_every_language().into_iter().map(|(_, module)| module).collect();
    let own = modules.first().context("the module has problems: run `practicum check`")?.language.clone();
    if matches!(format, Listing::Table) || language.is_some() {
        let language = language.unwrap_or(&own);
        modules.retain(|module| module.language == language);
        modules.first().with_context(|| format!("the module is not translated to `{language}`"))?;
    }
    for module in modules.iter().filter(|_| is_kept) {
        for path in keep(module, &shelf.path)? {
            put(&format!("Taken down: {path}\n"))?;
        }
    }
    match format {
        Listing::Table => modules.iter().try_for_each(|module| Ok(put(&table(module, &shelf, &content))?)),
        Listing::Json => print_json(&modules, &shelf, &content),
    }
}

fn table(module: &Module, shelf: &Shelf, content: &Path) -> String {
    let voices = Voices::of_module(module, &shelf.path, content);
    let lines = module.spoken();
    let n_voiced = lines.iter().filter(|line| voices.of(&line.text, line.by.as_ref()).is_some()).count();
    let folder = shelf.path.join("voices").join(&module.language);
    let mut words = format!(
        "{} lines in `{}`, {n_voiced} with a voice. To record one, save it as the file below {}\n\n",
        lines.len(),
        module.language,
        folder.display()
    );
    for line in &lines {
        let mark = if voices.of(&line.text, line.by.as_ref()).is_some() { ' ' } else { '-' };
        words += &format!("{mark} {}.ogg\n      {}{}\n", line.path, name_of(line, module), line.text);
    }
    words
}

/// Who says it, as people know them.
fn name_of(line: &Spoken, module: &Module) -> String {
    let object = line.by.as_ref().and_then(|by| module.object(by));
    object.map_or(String::new(), |object| format!("{}: ", object.name))
}

fn print_json(modules: &[Module], shelf: &Shelf, content: &Path) -> Result<()> {
    let languages: serde_json::Map<String, serde_json::Value> = modules
        .iter()
        .map(|module| {
            let voices = Voices::of_module(module, &shelf.path, content);
            let lines: Vec<serde_json::Value> = module
                .spoken()
                .iter()
                .map(|line| {
                    let by = line.by.as_ref().map(|by| by.as_str());
                    let name = line.by.as_ref().and_then(|by| module.object(by)).map(|object| object.name.as_str());
                    let voiced = voices.of(&line.text, line.by.as_ref()).map(|voiced| voiced.file.display().to_string());
                    json!({ "path": line.path, "by": by, "name": name, "says": line.text, "is_said": line.is_said, "file": voiced })
                })
                .collect();
            (module.language.clone(), serde_json::Value::Array(lines))
        })
        .collect();
    let module = modules.first().map(|module| module.id.as_str());
    Ok(put(&format!("{:#}\n", json!({ "format": 1, "module": module, "languages": languages })))?)
}
