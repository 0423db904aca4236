//! `practicum graph` and `practicum job-aid`: a module as a picture of its flow, and as a page to hang on the wall.

use crate::compare::readable;
use crate::writing::{put, write_file};
use anyhow::{Context, Result, bail};
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

/// Writes the module as a one-page checklist.
pub fn print_job_aid(wanted: Wanted, named: &str, out: Option<&Path>) -> Result<()> {
    let module = readable(wanted.clone(), named)?;
    let out = out.map_or_else(|| PathBuf::from(format!("{}.pdf", module.id)), Path::to_owned);
    let fonts = find_home(wanted.or_from_environment().home)?.join("content/fonts");
    let [regular, bold] = [read(&fonts.join("Inter-Regular.ttf"))?, read(&fonts.join("Inter-SemiBold.ttf"))?];
    let face = |bytes| Typeface::new(bytes).with_context(|| format!("{} holds a font that cannot be read", fonts.display()));
    let aid = match job_aid(&module, &face(&regular)?, &face(&bold)?) {
        Ok(aid) => aid,
        Err(JobAidError::TooMuch { n_steps }) => bail!("{n_steps} steps do not fit on one page: split the module"),
    };
    write_file(&out, &aid.pdf)?;
    put(&format!("Wrote {}: one page, A4.\n", out.display()))?;
    if !aid.missing.is_empty() {
        let letters: String = aid.missing.iter().collect();
        eprintln!("The font has no letters for {letters}: they are left blank on the page.");
    }
    Ok(())
}
