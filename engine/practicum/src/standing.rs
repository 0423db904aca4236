//! Where each person stands with each module that they sat an exam of: certified, waiting for a sign-off, locked until.

use anyhow::Result;
use curriculum::Module;
use ids::{ModuleId, PersonId};
use player::library::Library;
use player::places::Places;
use record::Utc;
use session::{ExamStanding, Refusal, exam_standing};
use std::fmt::Write;
use store::Store;

/// One person and one module.
pub struct Standing {
    pub person: PersonId,
    pub module: ModuleId,
    name: String,
    pub words: String,
}

/// Folds the record of everybody who was not erased with the modules that are here.
pub fn standings(places: &Places, store: &Store) -> Result<Vec<Standing>> {
    let library = Library::open(&places.modules, &places.content)?;
    let now = Utc::new(&jiff::Timestamp::now().to_string())?;
    let modules: Vec<_> = library.playable().map(|module| (module, authoring::logic_sha256(module))).collect();
    let mut standings = Vec::new();
    for person in store.people()? {
        let (attempts, _) = store.attempts(person.id)?;
        for (module, logic_sha256) in &modules {
            if !attempts.iter().any(|progress| progress.header.module == module.id && progress.header.mode == "exam") {
                continue;
            }
            let words = words(module, &exam_standing(module, logic_sha256, &attempts, &now));
            standings.push(Standing { person: person.id, module: module.id.clone(), name: person.name.clone(), words });
        }
    }
    Ok(standings)
}

/// A table below the one of attempts; nothing when nobody sat an exam. Control characters in names are made harmless.
pub fn table(standings: &[Standing], only: Option<&str>) -> String {
    let wanted = |standing: &&Standing| only.is_none_or(|name| standing.name.eq_ignore_ascii_case(name));
    let shown: Vec<&Standing> = standings.iter().filter(wanted).collect();
    if shown.is_empty() {
        return String::new();
    }
    let mut text = String::from("\nWhere people stand\n");
    for standing in shown {
        let name: String = standing.name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        let _ = writeln!(text, "{name}  {}  {}", standing.module, standing.words);
    }
    text
}

fn words(module: &Module, standing: &ExamStanding) -> String {
    let mut parts = Vec::new();
    if let Some(certificate) = &standing.certificate {
        parts.push(match &certificate.until {
            Some(until) if certificate.is_lapsed => format!("certificate lapsed on {}", until.date()),
            Some(until) => format!("certified until {}", until.date()),
            None => "certified".to_owned(),
        });
    }
    if let (Some(waiting), Some(rule)) = (&standing.waiting, &module.sign_off) {
        let again = if waiting.not_yet { "not yet signed off, waiting again for" } else { "waiting for sign-off by" };
        parts.push(format!("{again} {}", rule.by));
    }
    let (so_far, needed) = (standing.passes_in_a_row, module.pass.in_a_row);
    if so_far < needed && needed > 1 {
        parts.push(format!("{so_far} of {needed} passes in a row"));
    }
    match &standing.refusal {
        Some(Refusal::CoolDown { until, .. }) => parts.push(format!("exam locked until {}", until.to_seconds())),
        Some(Refusal::AttemptsUsedUp { .. }) => parts.push("exam locked: no attempts left".to_owned()),
        Some(Refusal::PracticeFirst { .. }) => parts.push("exam locked until the practice is passed".to_owned()),
        None => {}
    }
    if parts.is_empty() { "not passed yet".to_owned() } else { parts.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ids::{AttemptId, Id128};
    use session::{Certificate, Waiting};

    #[test]
    fn each_standing_is_told_with_its_date_or_its_reason() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let library = Library::open(&root.join("modules"), &root.join("content")).unwrap();
        let mut module = (**library.playable().next().unwrap()).clone();
        module.pass.in_a_row = 2;
        module.sign_off = Some(curriculum::SignOffRule { ask: "Do it.".to_owned(), by: "a supervisor".to_owned() });
        let (attempt, utc) = (AttemptId(Id128([1; 16])), Utc::new("2026-11-22T09:40:06Z").unwrap());
        let fresh = ExamStanding {
            refusal: None,
            is_test_out: false,
            attempts_used: 1,
            attempts_left: None,
            passes_in_a_row: 2,
            certificate: None,
            waiting: None,
        };
        let certificate = Certificate { attempt, since: utc.clone(), until: Some(utc.clone()), is_lapsed: false };
        let certified = ExamStanding { certificate: Some(certificate), ..fresh.clone() };
        let waiting = ExamStanding { waiting: Some(Waiting { attempt, since: utc.clone(), not_yet: false }), ..fresh.clone() };
        let locked =
            ExamStanding { passes_in_a_row: 1, refusal: Some(Refusal::CoolDown { until: utc, left: false }), ..fresh.clone() };
        for (standing, told) in [
            (fresh, "not passed yet"),
            (certified, "certified until 2026-11-22"),
            (waiting, "waiting for sign-off by a supervisor"),
            (locked, "1 of 2 passes in a row; exam locked until 2026-11-22T09:40:06Z"),
        ] {
            assert_eq!(words(&module, &standing), told);
        }
    }
}
