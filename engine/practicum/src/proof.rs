//! `practicum report` and `practicum verify`: who did what, where they stand, and whether the record still holds.

use crate::options::Format;
use crate::standing::{standings, table};
use crate::writing::put;
use anyhow::{Context, Result};
use pack::{Held, PackFindings, VerifyingKey};
use player::places::{Places, Wanted};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
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

/// Checks an evidence pack. Fails when anything in it does not hold, or when the checkpoint that was given says nothing of it.
pub fn verify_pack(path: &Path, key: &str, held: Option<&Path>) -> Result<ExitCode> {
    let file_or_text = if Path::new(key).is_file() {
        std::fs::read_to_string(key).with_context(|| format!("the key cannot be read at {key}"))?
    } else {
        key.to_owned()
    };
    let key = VerifyingKey::parse(&file_or_text).context("the public key")?;
    let held = held.map(|held| std::fs::read_to_string(held).with_context(|| format!("no checkpoint at {}", held.display())));
    let pack = File::open(path).with_context(|| format!("no pack at {}", path.display()))?;
    let findings = pack::verify(BufReader::new(pack), &key, held.transpose()?.as_deref())?;
    put(&told(&findings))?;
    Ok(if findings.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn told(findings: &PackFindings) -> String {
    let PackFindings { span, checkpoint, held, counts, on_its_way, faults } = findings;
    let mut text = format!(
        "evidence pack of {}, {} to {}, made {}\n{} PCs, {} attempts, {} entries, {} log records, {} statements\n",
        span.organisation,
        span.from,
        span.to,
        span.made,
        counts.n_pcs,
        counts.n_attempts,
        counts.n_entries,
        counts.n_log_records,
        counts.n_statements
    );
    let mut add = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    if counts.n_erased > 0 {
        add(format!("{} statements have no text: erased, as the register still shows that they were made", counts.n_erased));
    }
    for one in on_its_way {
        add(format!("on its way at the end of the pack: {one}"));
    }
    for fault in faults {
        add(format!("BAD  {fault}"));
    }
    match held {
        None => add("no checkpoint was given: this shows nothing of changes before the pack was signed (see --held)".to_owned()),
        Some(Held::Fits(held)) => {
            add(format!("the checkpoint of {} fits: nothing that it covers was changed, removed or reordered", held.at));
        }
        Some(Held::TooOld(held)) => {
            add(format!("BAD  the checkpoint of {} is older than this pack: ask for a pack made with it", held.at));
        }
        Some(Held::TooNew(held)) => {
            add(format!("BAD  the checkpoint of {} is newer than this pack, and says nothing of it", held.at));
        }
        Some(Held::DoesNotFit(held)) => add(format!("BAD  the checkpoint of {} does not fit", held.at)),
    }
    if findings.holds() {
        add("everything in it holds".to_owned());
    }
    if let Some(checkpoint) = checkpoint {
        add(format!("its own checkpoint: {} lines on {}, hash {}", checkpoint.n_lines, checkpoint.at, checkpoint.root));
    }
    text
}
