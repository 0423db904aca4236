//! Exams in words: the rules before one, why it cannot begin, where somebody stands after it.

use crate::clock::{date_of, date_words, time_words};
use curriculum::Module;
use hud::language::{count, fill, t};
use record::{SignOff, Utc};
use session::{ExamStanding, Refusal};
use store::PinCheck;

/// The rules of an exam that is about to begin, a sentence each.
pub(crate) fn rules(module: &Module, standing: &ExamStanding) -> Vec<String> {
    let mut rules = Vec::new();
    if standing.is_test_out {
        rules.push(t("You take this exam without the practice before it. You can do that once; it goes on record.").to_owned());
    }
    rules.push(match (module.exam.attempts, standing.attempts_left) {
        (Some(most), Some(left)) if left > 0 => {
            let n = most - left + 1;
            fill(
                "This is attempt {n} of {most}. Leaving it or closing the program counts as an attempt.",
                &[("n", &n), ("most", &most)],
            )
        }
        (Some(most), _) => fill("You have {most} attempts. Leaving or closing the program counts as one.", &[("most", &most)]),
        (None, _) => t("Leaving it or closing the program counts as an attempt, unless you go on with it later.").to_owned(),
    });
    rules.extend(usual_rules(module));
    if module.pass.in_a_row > 1 {
        let (so_far, needed) = (standing.passes_in_a_row.min(module.pass.in_a_row), module.pass.in_a_row);
        rules.push(fill(
            "It counts after {needed} passes in a row. You have {so_far}; a failed exam starts the row anew.",
            &[("needed", &needed), ("so_far", &so_far)],
        ));
    }
    if module.exam.cool_down_ms > 0 {
        let wait = span(module.exam.cool_down_ms);
        rules.push(fill("After an exam that is not passed, the next one opens {wait} later.", &[("wait", &wait)]));
    }
    if let Some(sign_off) = &module.sign_off {
        rules.push(fill("After it, {by} signs the practical part.", &[("by", &sign_off.by)]));
    }
    if standing.certificate.as_ref().is_some_and(|certificate| !certificate.is_lapsed) {
        rules.push(t("You hold a certificate. An exam that is not passed takes it back.").to_owned());
    }
    rules
}

/// The rules of an exam that was left and goes on.
pub(crate) fn rules_going_on(module: &Module) -> Vec<String> {
    let first = t("You go on where you left. It is the same attempt, with the same time.").to_owned();
    std::iter::once(first).chain(usual_rules(module)).collect()
}

fn usual_rules(module: &Module) -> Vec<String> {
    let mut rules = vec![
        fill("You pass with {n} % and without a critical mistake.", &[("n", &(module.pass.score_permille / 10))]),
        t("There are no hints. You hear at the end how it went.").to_owned(),
        t("You can pause. A pause hides the room and is counted.").to_owned(),
    ];
    if let Some(limit_ms) = module.time_limit_ms {
        rules.push(fill("You have {time}.", &[("time", &span(limit_ms))]));
    }
    rules
}

/// Why an exam cannot begin now, and when or how it can.
pub(crate) fn refusal(module: &Module, refusal: &Refusal) -> String {
    match refusal {
        Refusal::PracticeFirst { test_out_used: false } => t("Pass the practice first. Then the exam opens.").to_owned(),
        Refusal::PracticeFirst { test_out_used: true } => {
            t("You have tried the exam without practice already. Pass the practice; then the exam opens.").to_owned()
        }
        Refusal::AttemptsUsedUp { .. } => {
            let most = module.exam.attempts.unwrap_or(0);
            let all = if most == 1 {
                t("Your one attempt is used.").to_owned()
            } else {
                fill("All {most} attempts are used.", &[("most", &most)])
            };
            format!("{all} {}", t("Somebody responsible can allow another round."))
        }
        Refusal::CoolDown { until, left: true } => fill(
            "You left an exam. Go on with it from the home screen, or begin a new one from {moment}.",
            &[("moment", &moment(until))],
        ),
        Refusal::CoolDown { until, left: false } => {
            fill("The next exam opens on {moment}. Practise until then.", &[("moment", &moment(until))])
        }
    }
}

/// Where somebody stands, in a few words for a list; empty when there is nothing to say.
pub(crate) fn note(module: &Module, standing: &ExamStanding) -> String {
    if standing.waiting.is_some() {
        return t("Exam passed, waiting for sign-off").to_owned();
    }
    let row = row_words(module, standing).filter(|_| standing.passes_in_a_row > 0);
    let locked = match &standing.refusal {
        Some(Refusal::CoolDown { until, .. }) => Some(fill("Exam opens on {moment}", &[("moment", &moment(until))])),
        Some(Refusal::AttemptsUsedUp { .. }) => Some(t("No exam attempts left").to_owned()),
        _ => None,
    };
    [row, locked].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Where an exam has brought somebody, a sentence each.
pub(crate) fn after_exam(module: &Module, standing: &ExamStanding) -> Vec<String> {
    let mut lines: Vec<String> = row_words(module, standing).into_iter().collect();
    if let Some(sign_off) = module.sign_off.as_ref().filter(|_| standing.waiting.is_some()) {
        lines.push(fill("Waiting for sign-off by {by}.", &[("by", &sign_off.by)]));
    }
    if let Some(certificate) = standing.certificate.as_ref().filter(|certificate| !certificate.is_lapsed) {
        lines.push(match &certificate.until {
            Some(until) => fill("Certified until {date}.", &[("date", &day(until))]),
            None => t("Certified.").to_owned(),
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
    (needed > 1 && so_far < needed)
        .then(|| fill("{so_far} of {needed} passes in a row", &[("so_far", &so_far), ("needed", &needed)]))
}

/// Why a PIN was not taken; none when it was right.
pub(crate) fn pin_refusal(name: &str, check: PinCheck) -> Option<String> {
    let name = name.split_whitespace().next().unwrap_or(name);
    Some(match check {
        PinCheck::Right => return None,
        PinCheck::NoPin => fill("{name} has no PIN yet. It is set on their own home screen.", &[("name", &name)]),
        PinCheck::Wrong { wait_secs: 0 } => fill("That PIN is not {name}'s. Try again.", &[("name", &name)]),
        PinCheck::Wrong { wait_secs } => {
            fill("That PIN is not {name}'s. The next try opens in {wait}.", &[("name", &name), ("wait", &wait(wait_secs))])
        }
        PinCheck::Wait { wait_secs } => fill("Too many wrong PINs. The next try opens in {wait}.", &[("wait", &wait(wait_secs))]),
    })
}

pub(crate) fn outcome(outcome: SignOff) -> &'static str {
    match outcome {
        SignOff::Confirmed => t("Confirmed"),
        SignOff::NotYet => t("Not yet"),
    }
}

/// "22 November".
pub(crate) fn day(utc: &Utc) -> String {
    date_of(utc.as_str()).map(date_words).unwrap_or_default()
}

/// "24 November at 09:40".
fn moment(utc: &Utc) -> String {
    fill("{date} at {time}", &[("date", &day(utc)), ("time", &time_words(utc.as_str()))])
}

fn wait(secs: u64) -> String {
    if secs < 90 {
        count(whole(secs), "{n} second", "{n} seconds")
    } else {
        count(whole(secs.div_ceil(60)), "{n} minute", "{n} minutes")
    }
}

/// A time as people say it: "24 hours", "20 minutes".
fn span(ms: u64) -> String {
    let minutes = ms.div_ceil(60_000);
    match minutes {
        _ if ms < 60_000 => count(whole(ms.div_ceil(1_000)), "{n} second", "{n} seconds"),
        _ if minutes.is_multiple_of(1_440) && minutes > 1_440 => count(whole(minutes / 1_440), "{n} day", "{n} days"),
        _ if minutes.is_multiple_of(60) => count(whole(minutes / 60), "{n} hour", "{n} hours"),
        _ => count(whole(minutes), "{n} minute", "{n} minutes"),
    }
}

fn whole(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
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
