//! What a difference means for people who already hold a certificate.

use super::{Change, Rename};
use curriculum::Module;
use serde::Serialize;
use std::fmt::Write;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meaning {
    /// `nothing`, `names`, `words`, `exam` (how often it may be sat, who signs) or `logic`: the greatest that changed.
    pub changed: &'static str,
    /// Steps that people who are certified should train again, in the new order.
    pub retrain: Vec<String>,
    pub n_steps: usize,
    /// What to do and to know, a sentence each.
    pub advice: Vec<String>,
}

pub(super) fn meaning(
    old: &Module,
    new: &Module,
    logic: &[Change],
    renamed: &[Rename],
    (is_same_logic, is_same_text): (bool, bool),
) -> Meaning {
    let concerns = |id: &str| logic.iter().any(|change| change.steps.iter().any(|step| step == id));
    let retrain: Vec<String> =
        new.steps.iter().map(|step| step.id.to_string()).filter(|step| !is_same_logic && concerns(step)).collect();
    let is_same_exam = old.exam == new.exam && old.sign_off.is_some() == new.sign_off.is_some();
    let changed = match (is_same_logic, is_same_exam, is_same_text) {
        (true, true, true) if renamed.is_empty() => "nothing",
        (true, true, true) => "names",
        (true, true, false) => "words",
        (true, false, _) => "exam",
        (false, ..) => "logic",
    };
    let mut advice = Vec::new();
    match changed {
        "nothing" => advice.push("Nothing changed that a trainee does or reads. Certificates stay as they are.".to_owned()),
        "names" => advice.push("Only ids changed, nothing that a trainee does or reads. Certificates stay valid.".to_owned()),
        "words" => {
            advice.push("Only words changed, not what is right. Certificates stay valid; nobody has to train again.".to_owned())
        }
        "exam" => advice.push(
            "The rules around the exam changed, not what is right. Nobody has to train again; the new rules hold from the next exam on."
                .to_owned(),
        ),
        _ if retrain.is_empty() => {
            advice.push(
                "The rules around the steps changed, no single step. Look at the list above and decide who must know.".to_owned(),
            );
        }
        _ => advice.push(format!(
            "What is right changed. People certified for version {} should train {} of {} steps again: {}.",
            old.version,
            retrain.len(),
            new.steps.len(),
            retrain.join(", ")
        )),
    }
    advice.extend(of_renames(renamed));
    if old.id != new.id {
        advice.push(format!(
            "The id changed from `{}` to `{}`: records see two modules that have nothing to do with each other.",
            old.id, new.id
        ));
    } else if old.version == new.version && changed != "nothing" {
        advice.push(format!("The version is still {}: raise it, so that records can tell the two apart.", new.version));
    }
    match (&old.sign_off, &new.sign_off) {
        (None, Some(_)) => advice.push("A practical part is new: whoever passed before waits for its sign-off too.".to_owned()),
        (Some(_), None) => {
            advice.push("No practical part is asked for any more: whoever waits for a sign-off is certified.".to_owned())
        }
        _ => {}
    }
    if old.renew_after_days != new.renew_after_days {
        advice.push("How long a pass holds changed: look at who is due now.".to_owned());
    }
    Meaning { changed, retrain, n_steps: new.steps.len(), advice }
}

/// What hangs on an id does not follow it by itself.
fn of_renames(renamed: &[Rename]) -> Vec<String> {
    let listed = |wanted: &dyn Fn(&Rename) -> bool| {
        renamed.iter().filter(|id| wanted(id)).map(|id| format!("`{}`", id.new)).collect::<Vec<_>>().join(", ")
    };
    let recorded = listed(&|id| matches!(id.kind, "step" | "mistake" | "answer" | "field" | "reply" | "hint"));
    let translated = renamed.iter().filter(|id| !matches!(id.kind, "variable" | "timer" | "interruption"));
    let headers: Vec<String> = translated
        .map(|id| {
            let section = if id.kind == "object" { "objects" } else { id.kind };
            format!("[{section}.{}] becomes [{section}.{}]", id.old, id.new)
        })
        .collect();
    let mut advice = Vec::new();
    if !recorded.is_empty() {
        advice.push(format!(
            "What people did so far is on record under the old ids and stays there: reports begin anew for {recorded}. Nobody has to \
             train again because of a new name. Give the old ids back, if you want one history."
        ));
    }
    if !headers.is_empty() {
        advice.push(format!("Every translation must follow, or its texts are lost: in strings/*.toml {}.", headers.join(", ")));
    }
    advice
}

impl Meaning {
    pub(super) fn to_words(&self) -> String {
        let mut out = String::from("For people who are certified already:\n");
        for sentence in &self.advice {
            let _ = writeln!(out, "  {sentence}");
        }
        out
    }
}
