//! `practicum graph` and `practicum job-aid`: a module as a picture of its flow, and as a page to hang on the wall.

use crate::compare::readable;
use crate::writing::{put, write_file};
use anyhow::{Context, Result, bail};
use curriculum::Module;
use lettering::fonts::{Han, files_for};
use player::library::read;
use player::places::{Wanted, find_home};
use std::path::{Path, PathBuf};
use workshop::job_aid::{JobAidError, Typeface, job_aid};

/// Writes the SVG to a file, or prints it.
pub fn graph(wanted: Wanted, module: &str, out: Option<&Path>) -> Result<()> {
    let svg = workshop::graph::svg(&*readable(wanted, module)?);
    match out {
        Some(path) => {
            write_file(path, svg.as_bytes())?;
            put(&format!("Wrote {}. A browser shows it.\n", path.display()))?;
        }
        None => put(&svg)?,
    }
    Ok(())
}

/// The fonts that the scripts of a module's texts need, in the order in which they are needed.
fn scripts_of(module: &Module) -> Vec<&'static str> {
    let mistakes = module.mistakes.iter().flat_map(|mistake| [&mistake.title, &mistake.say]);
    let steps = module.steps.iter().flat_map(|step| [&step.chapter, &step.say].into_iter().chain(&step.why));
    let texts: String = std::iter::once(&module.title).chain(steps).chain(mistakes).map(String::as_str).collect();
    let han = Han::of(&texts, &module.language);
    let mut files = Vec::new();
    for file in texts.chars().flat_map(|letter| files_for(letter, false, han)) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

/// Writes the module as a one-page checklist.
pub fn print_job_aid(wanted: Wanted, named: &str, out: Option<&Path>) -> Result<()> {
    let module = readable(wanted.clone(), named)?;
    let out = out.map_or_else(|| PathBuf::from(format!("{}.pdf", module.id)), Path::to_owned);
    let fonts = find_home(wanted.or_from_environment().home)?.join("content/fonts");
    let [regular, bold] = [read(&fonts.join("Inter-Regular.ttf"))?, read(&fonts.join("Inter-SemiBold.ttf"))?];
    let face = |bytes| Typeface::new(bytes).with_context(|| format!("{} holds a font that cannot be read", fonts.display()));
    let more = scripts_of(&module).into_iter().map(|file| read(&fonts.join(file))).collect::<Result<Vec<_>, _>>()?;
    let more = more.iter().map(|bytes| face(bytes)).collect::<Result<Vec<_>>>()?;
    let aid = match job_aid(&module, &face(&regular)?, &face(&bold)?, &more) {
        Ok(aid) => aid,
        Err(JobAidError::TooMuch { n_steps }) => bail!("{n_steps} steps do not fit on one page: split the module"),
    };
    write_file(&out, &aid.pdf)?;
    put(&format!("Wrote {}: one page, A4.\n", out.display()))?;
    if !aid.missing.is_empty() {
        let letters: String = aid.missing.iter().collect();
        eprintln!("No font has letters for {letters}: they stand as empty boxes on the page.");
    }
    Ok(())
}
