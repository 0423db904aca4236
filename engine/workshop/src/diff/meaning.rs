//! What a difference means for people who already hold a certificate.

use super::Change;
use curriculum::Module;
use serde::Serialize;
use std::fmt::Write;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meaning {
    /// `nothing`, `words`, `exam` (how often it may be sat, who signs) or `logic`: the greatest that changed.
    pub changed: &'static str,
    /// Steps that people who are certified should train again, in the new order.
    pub retrain: Vec<String>,
    pub n_steps: usize,
    /// What to do and to know, a sentence each.
    pub advice: Vec<String>,
}

pub(super) fn meaning(old: &Module, new: &Module, logic: &[Change], is_same_logic: bool, is_same_text: bool) -> Meaning {
    let concerns = |id: &str| logic.iter().any(|change| change.steps.iter().any(|step| step == id));
    let retrain: Vec<String> =
        new.steps.iter().map(|step| step.id.to_string()).filter(|step| !is_same_logic && concerns(step)).collect();
    let is_same_exam = old.exam == new.exam && old.sign_off.is_some() == new.sign_off.is_some();
    let changed = match (is_same_logic, is_same_exam, is_same_text) {
        (true, true, true) => "nothing",
        (true, true, false) => "words",
        (true, false, _) => "exam",
        (false, ..) => "logic",
    };
    let mut advice = Vec::new();
    match changed {
        "nothing" => advice.push("Nothing changed that a trainee does or reads. Certificates stay as they are.".to_owned()),
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

impl Meaning {
    pub(super) fn to_words(&self) -> String {
        let mut out = String::from("For people who are certified already:\n");
        for sentence in &self.advice {
            let _ = writeln!(out, "  {sentence}");
        }
        out
    }
}
