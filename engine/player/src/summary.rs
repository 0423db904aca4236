//! The debrief as plain text, for runs without a window.

use crate::clock::minutes_words;
use hud::{DebriefView, StepResult};
use record::Outcome;
use std::fmt::Write;

/// What a trainee sees after an attempt, in lines.
pub fn summary(view: &DebriefView) -> String {
    let verdict = match view.outcome {
        Outcome::Passed => "Passed",
        Outcome::NotPassed => "Not yet",
        Outcome::OutOfTime => "Out of time",
    };
    let mut text = String::new();
    let (score, pass) = (view.score_permille / 10, view.pass_score_permille / 10);
    let _ = writeln!(text, "\n{}: {verdict}, {score} % (needs {pass} %)", view.title);
    let critical = view.critical_mistakes;
    let times = (minutes_words(view.took_ms), minutes_words(view.expert_ms));
    let _ = writeln!(text, "Time {} (expert {}), hints {}, critical mistakes {critical}", times.0, times.1, view.hints);
    if view.pauses.n > 0 {
        let _ = writeln!(text, "Pauses {}, together {}", view.pauses.n, minutes_words(view.pauses.lasted_ms));
    }
    for step in &view.steps {
        let result = match step.result {
            StepResult::Right => "right",
            StepResult::LaterTry => "later try",
            StepResult::Mistake => "mistake",
            StepResult::CriticalMistake => "critical mistake",
            StepResult::NotReached => "not reached",
        };
        let (took, expert) = (step.took_ms.div_ceil(1_000), step.expert_ms.div_ceil(1_000));
        let _ = writeln!(text, "{:>3}  {result:<16} {took:>3} s / {expert:>3} s  {}", step.number, step.say);
    }
    for mistake in &view.mistakes {
        let _ = writeln!(text, "  !  step {}: {}. {}", mistake.step_number, mistake.title, mistake.say);
    }
    text
}
