//! How much help a step gives a person, moved by that person's own record.
//!
//! A pure fold over attempts: nothing is stored, so that it can be folded anew by anybody. Knows no module beyond the names of
//! its steps. Start at [`guidance`].
//!
//! | how the step went, in `guided`, `practice` or `exam`                                | next time   |
//! | ------------------------------------------------------------------------------------ | ----------- |
//! | it was never begun                                                                   | as it was; a demonstration at first |
//! | done at the first try, without a mistake and without help beyond what the step gave  | one less    |
//! | a mistake, a second try, a restart, help that was asked for, or left out             | one more    |
//! | help came by itself, or it was left undone without any of the above                  | as it was   |
//! | each full 100 days since it was last begun                                           | one more    |
//! | what it asks for was changed since                                                   | a demonstration again |
//!
//! A hundred days: half of the gained accuracy of a procedure is gone after some 200 days (Tatel & Ackerman 2025), and half of
//! the three levels from nothing to a demonstration is one and a half, here rounded up to two. A single level each time, because
//! testing too early loses to studying once more (van Gog & Kester 2012).

use crate::{Progress, StepProgress, Utc};
use ids::{ModuleId, StepId};
use serde::{Deserialize, Serialize};

/// How much help a step gives, most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guidance {
    /// The gesture is shown at its target, with all that is below.
    #[default]
    Demonstration,
    /// The target is marked and pointed at, with the words.
    Highlight,
    /// What to do is said; the target is not marked.
    Words,
    /// What to do is said only when it is asked for.
    Nothing,
}

/// The help that one step of an attempt began with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepGuidance {
    pub step: StepId,
    pub help: Guidance,
    /// A short hash over what the step asked for, so that it shows when that was changed.
    pub meaning: String,
}

/// A module as it is now.
#[derive(Debug, Clone, Copy)]
pub struct ModuleNow<'a> {
    pub module: &'a ModuleId,
    /// For attempts that do not say what each step asked for.
    pub logic_sha256: &'a str,
    /// Its steps in order, each with the hash over what it asks for.
    pub steps: &'a [(StepId, String)],
}

/// The help that each step of a module gives next time. `attempts` are those of one person, oldest first; those of other modules,
/// of `watch` and of the demonstration person count for nothing.
pub fn guidance(now: ModuleNow<'_>, attempts: &[Progress], now_utc: &Utc) -> Vec<StepGuidance> {
    let counts = |attempt: &&Progress| {
        let header = &attempt.header;
        header.module == *now.module && header.mode != "watch" && !header.demonstration
    };
    let attempts: Vec<&Progress> = attempts.iter().filter(counts).collect();
    let of_step = |(step, meaning): &(StepId, String)| StepGuidance {
        step: step.clone(),
        help: fold(step, meaning, now.logic_sha256, &attempts, now_utc),
        meaning: meaning.clone(),
    };
    now.steps.iter().map(of_step).collect()
}

fn fold(step: &StepId, meaning: &str, logic_sha256: &str, attempts: &[&Progress], now_utc: &Utc) -> Guidance {
    let mut help = Guidance::default();
    let mut last: Option<&Utc> = None;
    for attempt in attempts {
        let Some(went) = attempt.step(step).filter(|went| went.started_ms.is_some()) else { continue };
        if !meant_the_same(attempt, step, meaning, logic_sha256) {
            (help, last) = (Guidance::default(), None);
            continue;
        }
        help = help.after_days(last.map_or(0, |last| attempt.opened_utc.days_since(last)));
        help = help.after(went);
        last = Some(&attempt.last_utc);
    }
    help.after_days(last.map_or(0, |last| now_utc.days_since(last)))
}

fn meant_the_same(attempt: &Progress, step: &StepId, meaning: &str, logic_sha256: &str) -> bool {
    let header = &attempt.header;
    match header.guidance.iter().find(|then| then.step == *step) {
        Some(then) => then.meaning == meaning,
        None => header.guidance.is_empty() && header.logic_sha256 == logic_sha256,
    }
}

/// After so many days without the step it gives one level more.
const DAYS_PER_LEVEL: u64 = 100;

impl Guidance {
    /// All of them, most help first.
    pub const ALL: [Self; 4] = [Self::Demonstration, Self::Highlight, Self::Words, Self::Nothing];

    /// The next level with less help; the last stays.
    pub fn less(self) -> Self {
        match self {
            Self::Demonstration => Self::Highlight,
            Self::Highlight => Self::Words,
            Self::Words | Self::Nothing => Self::Nothing,
        }
    }

    /// The next level with more help; the first stays.
    pub fn more(self) -> Self {
        match self {
            Self::Nothing => Self::Words,
            Self::Words => Self::Highlight,
            Self::Highlight | Self::Demonstration => Self::Demonstration,
        }
    }

    fn after(self, went: &StepProgress) -> Self {
        let trouble = !went.mistakes.is_empty() || went.tries > 1 || went.restarts > 0 || went.skipped;
        match went {
            _ if trouble || went.hints_asked > 0 => self.more(),
            _ if went.completed_ms.is_some() && went.hints == 0 => self.less(),
            _ => self,
        }
    }

    fn after_days(self, days: u64) -> Self {
        (0..(days / DAYS_PER_LEVEL).min(Self::ALL.len() as u64)).fold(self, |help, _| help.more())
    }
}

impl std::fmt::Display for Guidance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Demonstration => "demonstration",
            Self::Highlight => "highlight",
            Self::Words => "words",
            Self::Nothing => "nothing",
        })
    }
}
