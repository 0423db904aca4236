//! `practicum report` and `practicum verify`: who did what, where they stand, and whether the record still holds.

use crate::options::Format;
use crate::standing::{standings, table};
use crate::writing::put;
use anyhow::Result;
use player::places::{Places, Wanted};
use std::process::ExitCode;
use store::Store;

/// Prints one row for each attempt.
pub fn report(wanted: Wanted, format: Format, person: Option<&str>) -> Result<()> {
    let places = Places::find(wanted)?;
    let store = Store::open_read_only(&places.database())?;
    let mut report = store.report()?;
    let standings = standings(&places, &store)?;
    for row in &mut report.rows {
        let same = standings.iter().find(|standing| standing.person == row.person && standing.module == row.module);
        row.standing = same.map(|standing| standing.words.clone()).unwrap_or_default();
    }
    if let Some(person) = person {
        report.rows.retain(|row| row.person_name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(person)));
    }
    match format {
        Format::Table => {
            put(&store::table(&report.rows))?;
            put(&table(&standings, person))?;
        }
        Format::Csv => put(&store::csv(&report.rows))?,
        Format::Json => put(&format!("{}\n", store::json(&report.rows)))?,
    }
    for bad in &report.bad_entries {
        eprintln!("left out, because its record does not hold: {bad} (run `practicum verify`)");
    }
    Ok(())
}

/// Recomputes every chain. Fails when any does not hold.
pub fn verify(wanted: Wanted) -> Result<ExitCode> {
    let verification = Store::open_read_only(&Places::find(wanted)?.database())?.verify()?;
    put(&verification.to_string())?;
    Ok(if verification.is_sound() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
