//! `practicum sign-off`: an assessor signs the practical part of a passed exam, at the terminal of the PC that holds the record.

use crate::options::SignOff;
use crate::writing::put;
use anyhow::{Context, Result, bail, ensure};
use ids::AttemptId;
use player::places::{Places, Wanted};
use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;
use store::{Person, PinCheck, Signature, Store};

/// Signs, or says why not. Fails when the PIN was not taken.
pub fn sign_off(wanted: Wanted, asked: &SignOff) -> Result<ExitCode> {
    let mut store = Store::open(&Places::find(wanted)?.database())?;
    match signed(&mut store, asked, read_pin, &jiff::Timestamp::now().to_string())? {
        Ok(said) => {
            put(&said)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(refusal) => {
            eprintln!("practicum: {refusal}. Nothing was signed.");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// What was signed, or why the PIN was not taken. The PIN is asked for last, once everything else fits.
fn signed(
    store: &mut Store,
    asked: &SignOff,
    pin_of: impl FnOnce(&str) -> Result<String>,
    utc: &str,
) -> Result<Result<String, String>> {
    let attempt = attempt_of(store, &asked.attempt)?;
    let Person { id: by, name, job_title, .. } = assessor_of(store, &asked.by)?;
    let outcome = if asked.not_yet { record::SignOff::NotYet } else { record::SignOff::Confirmed };
    let signs_as = asked.signs_as.clone().unwrap_or(job_title);
    let signature = Signature { attempt, by, signs_as, outcome, note: asked.note.clone() };
    let pin = pin_of(&name)?;
    Ok(match store.sign_off(&signature, pin.trim(), utc)? {
        PinCheck::Right => {
            let said = if asked.not_yet { "not yet confirmed" } else { "confirmed" };
            Ok(format!("Attempt {attempt}: {said} by {name}. It stands in the attempt's chain now.\n"))
        }
        PinCheck::NoPin => Err(format!("{name} has no PIN yet: it is set in the window, on their own home screen")),
        PinCheck::Wrong { wait_secs: 0 } => Err(format!("that PIN is not the one of {name}")),
        PinCheck::Wrong { wait_secs } | PinCheck::Wait { wait_secs } => {
            Err(format!("that PIN was not taken; the next try is possible in {wait_secs} s"))
        }
    })
}

/// The one attempt whose id begins so.
fn attempt_of(store: &Store, beginning: &str) -> Result<AttemptId> {
    ensure!(beginning.len() >= 4, "name at least the first four characters of the attempt's id");
    let (attempts, _) = store.all_attempts()?;
    let found: Vec<AttemptId> =
        attempts.iter().map(|progress| progress.attempt).filter(|id| id.to_string().starts_with(beginning)).collect();
    match found[..] {
        [attempt] => Ok(attempt),
        [] => bail!("there is no attempt {beginning} here: `practicum report` lists them"),
        _ => bail!("{} attempts begin with {beginning}: name more of the id", found.len()),
    }
}

fn assessor_of(store: &Store, name: &str) -> Result<Person> {
    let mut found: Vec<Person> = store.people()?.into_iter().filter(|person| person.name.eq_ignore_ascii_case(name)).collect();
    ensure!(found.len() < 2, "{} people here are called {name}: sign in the window, where they can be told apart", found.len());
    found.pop().with_context(|| format!("nobody here is called {name}"))
}

/// Typed unseen at a terminal; else the first line that comes in.
fn read_pin(name: &str) -> Result<String> {
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password(format!("PIN of {name}: ")).context("the PIN cannot be read");
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("the PIN cannot be read")?;
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ids::ModuleId;
    use record::{Assurance, Fact, Header, Outcome, Presentation};

    const UTC: &str = "2026-11-22T09:40:06Z";

    /// A record with a trainee's passed exam and an assessor with the PIN 7391.
    fn house() -> (tempfile::TempDir, Store, AttemptId) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("practicum.sqlite")).unwrap();
        let ana = store.add_person("Ana", "Nurse").unwrap();
        let ben = store.add_person("Ben", "Technician").unwrap();
        store.set_first_pin(ben.id, "7391", UTC).unwrap();
        let header = Header {
            person: ana.id,
            person_sealed: store.seal_identity(&ana).unwrap(),
            demonstration: false,
            module: ModuleId::new("lockout").unwrap(),
            module_version: "1".to_owned(),
            n_steps: 1,
            package_sha256: String::new(),
            logic_sha256: String::new(),
            session_rules: 2,
            seed: "0123456789abcdef".to_owned(),
            mode: "exam".to_owned(),
            language: "en".to_owned(),
            presentation: Presentation::Headless,
            device: store.device(),
            assurance: Assurance::Pin,
            guidance: Vec::new(),
            witness: None,
            test_out: false,
        };
        let attempt = store.open_attempt(&header, UTC).unwrap();
        let end = Fact::AttemptClosed {
            outcome: Outcome::Passed,
            score_permille: 900,
            pass_score_permille: 850,
            critical_mistakes: 0,
            mistakes: 0,
            hints: 0,
            took_ms: 10,
            input_trace_sha256: String::new(),
        };
        store.append(attempt, 10, UTC, &[end], b"", None).unwrap();
        (folder, store, attempt)
    }

    fn asked(attempt: AttemptId, by: &str) -> SignOff {
        let attempt = attempt.to_string().chars().take(8).collect();
        SignOff { attempt, by: by.to_owned(), signs_as: None, not_yet: false, note: String::new() }
    }

    #[test]
    fn an_assessor_signs_by_name_and_pin_and_nobody_else_does() {
        let (_folder, mut store, attempt) = house();
        let mut sign = |asked: &SignOff, pin: &str| signed(&mut store, asked, |_| Ok(pin.to_owned()), UTC);
        let wrong = sign(&asked(attempt, "ben"), "0001").unwrap().unwrap_err();
        assert!(wrong.contains("not the one of Ben"), "{wrong}");
        assert!(sign(&asked(attempt, "Nobody"), "7391").unwrap_err().to_string().contains("nobody here is called Nobody"));
        assert!(sign(&asked(attempt, "Ana"), "7391").unwrap_err().to_string().contains("nobody signs for themself"));
        let said = sign(&asked(attempt, "ben"), "7391\n").unwrap().unwrap();
        assert!(said.contains("confirmed by Ben"), "{said}");
        let row = &store.report().unwrap().rows[0];
        assert_eq!(row.sign_off.as_ref().and_then(|said| said.signs_as.as_deref()), Some("Technician"));
        assert!(store.verify().unwrap().is_sound());
    }

    #[test]
    fn an_attempt_is_named_by_the_beginning_of_its_id() {
        let (_folder, store, attempt) = house();
        let id = attempt.to_string();
        assert_eq!(attempt_of(&store, &id[..8]).unwrap(), attempt);
        assert!(attempt_of(&store, &id[..3]).unwrap_err().to_string().contains("first four"));
        assert!(attempt_of(&store, "zzzz").unwrap_err().to_string().contains("no attempt zzzz"));
    }
}
