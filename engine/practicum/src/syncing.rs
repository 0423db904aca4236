//! `practicum pair`, `practicum sync` and `practicum checkpoints`: this PC and the server of its organisation.

use crate::writing::put;
use anyhow::{Result, bail};
use courier::HttpCarrier;
use player::places::{Places, Wanted};
use std::fmt::Write;
use std::process::ExitCode;
use store::{Store, SyncTrouble, Waiting};

/// Pairs this PC, and says what happens from now on.
pub fn pair(wanted: Wanted, address: &str, code: &str) -> Result<()> {
    let mut store = Store::open(&Places::find(wanted)?.database())?;
    let paired = courier::pair(&mut store, address, code)?;
    let waiting = store.waiting()?.unwrap_or_default();
    put(&format!(
        "This PC is `{}` at {} now. {} entries and {} records of its log go there while Practicum is open, or now with \
         `practicum sync`.\nWith them go the keys that open the names of the people on this PC.\n",
        paired.name, paired.organisation, waiting.n_entries, waiting.n_log_records
    ))?;
    Ok(())
}

/// Sends what waits. Fails when something still waits, or is not taken.
pub fn sync(wanted: Wanted, again: bool, forget: bool) -> Result<ExitCode> {
    let mut store = Store::open(&Places::find(wanted)?.database())?;
    let Some(pairing) = store.pairing()?.filter(|pairing| pairing.is_done) else {
        bail!("this PC is not paired with a server: ask a manager for a pairing code, then `practicum pair ADDRESS CODE`");
    };
    if forget {
        store.forget_pairing()?;
        put(&format!("This PC sends nothing to {} any more. What is there stays there.\n", pairing.address))?;
        return Ok(ExitCode::SUCCESS);
    }
    if again {
        store.send_everything_again()?;
    } else {
        store.retry_refused()?;
    }
    let sent = HttpCarrier::new(&pairing).map_err(courier::PassError::from);
    let sent = sent.and_then(|mut carrier| courier::pass(&mut store, &mut carrier, &courier::now_ms));
    let waiting = store.waiting()?.unwrap_or_default();
    let mut said = String::new();
    match sent {
        Ok(passed) if passed.from_the_start => writeln!(
            said,
            "{} had less than before, as after a backup was put back: everything was sent again.",
            pairing.organisation
        )?,
        Ok(passed) => writeln!(said, "{} lines went to {} at {}.", passed.n_sent, pairing.organisation, pairing.address)?,
        Err(error) => eprintln!("practicum: {error}"),
    }
    said += &waits(&waiting);
    put(&said)?;
    let is_well = waiting.is_nothing() && waiting.troubles.is_empty();
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints what this PC holds of the server's checkpoints.
pub fn checkpoints(wanted: Wanted) -> Result<()> {
    let held = Store::open_read_only(&Places::find(wanted)?.database())?.held_checkpoints()?;
    if held.is_empty() {
        bail!("this PC holds no checkpoint: a paired PC is given one a day, when it has sent everything");
    }
    put(&held.join("\n"))?;
    Ok(())
}

/// What still waits, and what somebody should look at.
fn waits(waiting: &Waiting) -> String {
    let Waiting { n_entries, n_log_records, troubles } = waiting;
    let mut said = match waiting.is_nothing() {
        true => "Nothing waits on this PC.\n".to_owned(),
        false => format!("{n_entries} entries and {n_log_records} records of the log wait on this PC.\n"),
    };
    for SyncTrouble { attempt, refused, n_beside } in troubles {
        let what = attempt.map_or_else(|| "the log of this PC".to_owned(), |attempt| format!("attempt {attempt}"));
        if let Some(refused) = refused {
            said += &format!("not taken: {what}, {refused}\n");
        }
        if *n_beside > 0 {
            said += &format!(
                "in conflict: {what}: {n_beside} lines are kept beside others that came first; a manager sees both under PCs\n"
            );
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_and_what_is_not_taken_is_said_line_by_line() {
        assert_eq!(waits(&Waiting::default()), "Nothing waits on this PC.\n");
        let refused = SyncTrouble { attempt: None, refused: Some("line 3: it is not linked".to_owned()), n_beside: 2 };
        let said = waits(&Waiting { n_entries: 5, n_log_records: 1, troubles: vec![refused] });
        assert!(said.starts_with("5 entries and 1 records of the log wait"), "{said}");
        assert!(said.contains("not taken: the log of this PC, line 3: it is not linked"), "{said}");
        assert!(said.contains("in conflict: the log of this PC: 2 lines"), "{said}");
    }
}
