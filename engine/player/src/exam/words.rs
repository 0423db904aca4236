//! Exams in words: the rules before one, why it cannot begin, where somebody stands after it.

use crate::clock::{date_of, date_words, time_words};
use curriculum::Module;
use record::{SignOff, Utc};
use session::{ExamStanding, Refusal};
use store::PinCheck;

/// The rules of an exam that is about to begin, a sentence each.
pub(crate) fn rules(module: &Module, standing: &ExamStanding) -> Vec<String> {
    let mut rules = Vec::new();
    if standing.is_test_out {
        rules.push("You take this exam without the practice before it. You can do that once; it goes on record.".to_owned());
    }
    rules.push(match (module.exam.attempts, standing.attempts_left) {
        (Some(most), Some(left)) if left > 0 => {
            format!("This is attempt {} of {most}. Leaving it or closing the program counts as an attempt.", most - left + 1)
        }
        (Some(most), _) => format!("You have {most} attempts. Leaving or closing the program counts as one."),
        (None, _) => "Leaving it or closing the program counts as an attempt, unless you go on with it later.".to_owned(),
    });
    rules.extend(usual_rules(module));
    if module.pass.in_a_row > 1 {
        let (so_far, needed) = (standing.passes_in_a_row.min(module.pass.in_a_row), module.pass.in_a_row);
        rules.push(format!("It counts after {needed} passes in a row. You have {so_far}; a failed exam starts the row anew."));
    }
    if module.exam.cool_down_ms > 0 {
        rules.push(format!("After an exam that is not passed, the next one opens {} later.", span(module.exam.cool_down_ms)));
    }
    if let Some(sign_off) = &module.sign_off {
        rules.push(format!("After it, {} signs the practical part.", sign_off.by));
    }
    if standing.certificate.as_ref().is_some_and(|certificate| !certificate.is_lapsed) {
        rules.push("You hold a certificate. An exam that is not passed takes it back.".to_owned());
    }
    rules
}

/// The rules of an exam that was left and goes on.
pub(crate) fn rules_going_on(module: &Module) -> Vec<String> {
    let first = "You go on where you left. It is the same attempt, with the same time.".to_owned();
    std::iter::once(first).chain(usual_rules(module)).collect()
}

fn usual_rules(module: &Module) -> Vec<String> {
    let mut rules = vec![
        format!("You pass with {} % and without a critical mistake.", module.pass.score_permille / 10),
        "There are no hints. You hear at the end how it went.".to_owned(),
        "You can pause. A pause hides the room and is counted.".to_owned(),
    ];
    if let Some(limit_ms) = module.time_limit_ms {
        rules.push(format!("You have {}.", span(limit_ms)));
    }
    rules
}

/// Why an exam cannot begin now, and when or how it can.
pub(crate) fn refusal(module: &Module, refusal: &Refusal) -> String {
    match refusal {
        Refusal::PracticeFirst { test_out_used: false } => "Pass the practice first. Then the exam opens.".to_owned(),
        Refusal::PracticeFirst { test_out_used: true } => {
            "You have tried the exam without practice already. Pass the practice; then the exam opens.".to_owned()
        }
        Refusal::AttemptsUsedUp { .. } => {
            let most = module.exam.attempts.unwrap_or(0);
            let all = if most == 1 { "Your one attempt is used.".to_owned() } else { format!("All {most} attempts are used.") };
            format!("{all} Somebody responsible can allow another round.")
        }
        Refusal::CoolDown { until, left: true } => {
            format!("You left an exam. Go on with it from the home screen, or begin a new one from {}.", moment(until))
        }
        Refusal::CoolDown { until, left: false } => format!("The next exam opens on {}. Practise until then.", moment(until)),
    }
}

/// Where somebody stands, in a few words for a list; empty when there is nothing to say.
pub(crate) fn note(module: &Module, standing: &ExamStanding) -> String {
    if standing.waiting.is_some() {
        return "Exam passed, waiting for sign-off".to_owned();
    }
    let row = row_words(module, standing).filter(|_| standing.passes_in_a_row > 0);
    let locked = match &standing.refusal {
        Some(Refusal::CoolDown { until, .. }) => Some(format!("Exam opens on {}", moment(until))),
        Some(Refusal::AttemptsUsedUp { .. }) => Some("No exam attempts left".to_owned()),
        _ => None,
    };
    [row, locked].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Where an exam has brought somebody, a sentence each.
pub(crate) fn after_exam(module: &Module, standing: &ExamStanding) -> Vec<String> {
    let mut lines: Vec<String> = row_words(module, standing).into_iter().collect();
    if let Some(sign_off) = module.sign_off.as_ref().filter(|_| standing.waiting.is_some()) {
        lines.push(format!("Waiting for sign-off by {}.", sign_off.by));
    }
    if let Some(certificate) = standing.certificate.as_ref().filter(|certificate| !certificate.is_lapsed) {
        lines.push(match &certificate.until {
            Some(until) => format!("Certified until {}.", day(until)),
            None => "Certified.".to_owned(),
        });
    }
    if let Some(why) = &standing.refusal {
        lines.push(refusal(module, why));
    }
    lines
}

/// "1 of 2 passes in a row", where a row is asked for and not complete.
fn row_words(module: &Module, standing: &ExamStanding) -> Option<String> {
    let (so_far, needed) = (standing.passes_in_a_row, module.pass.in_a_row);
    (needed > 1 && so_far < needed).then(|| format!("{so_far} of {needed} passes in a row"))
}

/// Why a PIN was not taken; none when it was right.
pub(crate) fn pin_refusal(name: &str, check: PinCheck) -> Option<String> {
    let name = name.split_whitespace().next().unwrap_or(name);
    Some(match check {
        PinCheck::Right => return None,
        PinCheck::NoPin => format!("{name} has no PIN yet. It is set on their own home screen."),
        PinCheck::Wrong { wait_secs: 0 } => format!("That PIN is not {name}'s. Try again."),
        PinCheck::Wrong { wait_secs } => format!("That PIN is not {name}'s. The next try opens in {}.", wait(wait_secs)),
        PinCheck::Wait { wait_secs } => format!("Too many wrong PINs. The next try opens in {}.", wait(wait_secs)),
    })
}

pub(crate) fn outcome(outcome: SignOff) -> &'static str {
    match outcome {
        SignOff::Confirmed => "Confirmed",
        SignOff::NotYet => "Not yet",
    }
}

/// "22 November".
pub(crate) fn day(utc: &Utc) -> String {
    date_of(utc.as_str()).map(date_words).unwrap_or_default()
}

/// "24 November at 09:40".
fn moment(utc: &Utc) -> String {
    format!("{} at {}", day(utc), time_words(utc.as_str()))
}

fn wait(secs: u64) -> String {
    if secs < 90 { format!("{secs} seconds") } else { format!("{} minutes", secs.div_ceil(60)) }
}

/// A time as people say it: "24 hours", "20 minutes".
fn span(ms: u64) -> String {
    let count = |n: u64, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    let minutes = ms.div_ceil(60_000);
    match minutes {
        _ if ms < 60_000 => count(ms.div_ceil(1_000), "second"),
        _ if minutes.is_multiple_of(1_440) && minutes > 1_440 => count(minutes / 1_440, "day"),
        _ if minutes.is_multiple_of(60) => count(minutes / 60, "hour"),
        _ => count(minutes, "minute"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_the_unit_that_fits() {
        let told: Vec<String> = [30_000, 60_000, 5_400_000, 3_600_000, 86_400_000, 604_800_000].map(span).to_vec();
        assert_eq!(told, ["30 seconds", "1 minute", "90 minutes", "1 hour", "24 hours", "7 days"]);
        assert_eq!((wait(30), wait(3_600)), ("30 seconds".to_owned(), "60 minutes".to_owned()));
    }

    #[test]
    fn a_pin_that_was_not_taken_says_whose_and_when_to_try_again() {
        assert_eq!(pin_refusal("Nadia Okafor", PinCheck::Right), None);
        let said = pin_refusal("Nadia Okafor", PinCheck::Wrong { wait_secs: 30 }).unwrap();
        assert_eq!(said, "That PIN is not Nadia's. The next try opens in 30 seconds.");
    }
}
