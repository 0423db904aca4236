//! `practicum rehearse`: bots play modules without a window, and what cannot be reached or finished is told.

use crate::check::error_words;
use crate::options::Listing;
use crate::writing::put;
use anyhow::Result;
use player::library::Library;
use player::places::{Wanted, find_home};
use std::process::ExitCode;
use workshop::rehearsal::{Plan, Report, rehearse, table};

/// How much to play; what is not said is chosen for the module.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub seeds: Option<u64>,
    pub random: Option<u64>,
}

impl Asked {
    fn plan(self, n_steps: usize) -> Plan {
        let usual = Plan::for_steps(n_steps);
        Plan { n_seeds: self.seeds.unwrap_or(usual.n_seeds), n_random: self.random.unwrap_or(usual.n_random) }
    }
}

/// Rehearses the named module, or all. Fails when anything cannot be reached, finished or caught.
pub fn rehearse_modules(wanted: Wanted, named: Option<&str>, asked: Asked, format: Listing) -> Result<ExitCode> {
    let home = find_home(wanted.or_from_environment().home)?;
    let mut library = Library::open(&home.join("modules"), &home.join("content"))?;
    let n_shelves = if let Some(named) = named {
        let folder = library.find(named)?.path.clone();
        library.shelves.retain(|shelf| shelf.path == folder);
        1
    } else {
        library.shelves.len()
    };
    let mut reports: Vec<Report> = Vec::new();
    for shelf in &library.shelves {
        match &shelf.module {
            Some(module) => reports.push(rehearse(module, asked.plan(module.steps.len()))),
            None => eprintln!("{}\nIt cannot be rehearsed before these errors are mended.", error_words(shelf)),
        }
    }
    match format {
        Listing::Table => put(&reports.iter().map(table).collect::<Vec<_>>().join("\n"))?,
        Listing::Json => put(&format!("{:#}\n", serde_json::json!({ "format": 1, "modules": reports })))?,
    }
    let all_well = reports.len() == n_shelves && reports.iter().all(|report| report.problems.is_empty());
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
