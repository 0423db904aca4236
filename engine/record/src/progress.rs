//! Progress: where an attempt stands, folded from its entries. Never stored; whoever wants it folds anew.
//!
//! Knows nothing of modules: steps are known once an entry names them. Start at [`Progress::fold`].

use crate::{Entry, Fact, FilledField, Header, MistakeKind, Named, Outcome, Pause, SignOff, Utc};
use ids::{AnswerId, AttemptId, MisconceptionId, MistakeId, ObjectId, StepId};

/// Where one attempt stands: for the home screen, the debrief and reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub attempt: AttemptId,
    pub header: Header,
    pub opened_utc: Utc,
    pub last_utc: Utc,
    /// Attempt time of the last entry.
    pub last_at_ms: u64,
    pub n_entries: u64,
    /// In the order in which the entries first named them.
    pub steps: Vec<StepProgress>,
    /// Where it stood still, in order.
    pub pauses: Vec<Pause>,
    /// True from leaving until the attempt goes on.
    pub left: bool,
    /// None while the attempt is open.
    pub closing: Option<Closing>,
    /// What assessors said of it, in order: the last one holds.
    pub sign_offs: Vec<SignedOff>,
    /// When somebody allowed a further round of attempts after this one.
    pub round_allowed: Option<Utc>,
}

/// One step of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepProgress {
    pub step: StepId,
    /// When it first began.
    pub started_ms: Option<u64>,
    /// None while it is open; taken back when the step begins anew after a rewind.
    pub completed_ms: Option<u64>,
    /// As counted when it was completed; 0 before.
    pub tries: u32,
    /// Shown so far, asked for or not, with help beyond what the step gave.
    pub hints: u32,
    /// Those of them that were asked for.
    pub hints_asked: u32,
    pub mistakes: Vec<MistakeProgress>,
    pub took_ms: Option<u64>,
    /// What was read or set.
    pub value: Option<String>,
    /// Decisions on its card, and whether each was right.
    pub answers: Vec<(Vec<AnswerId>, bool)>,
    /// Its form, each time it was handed in.
    pub filled_in: Vec<Vec<FilledField>>,
    /// What was said in its dialogue before the last reply.
    pub said: Vec<AnswerId>,
    /// When its card was signed.
    pub signed_ms: Option<u64>,
    /// Left out: its condition was not so, or it is optional.
    pub skipped: bool,
    pub restarts: u32,
    pub strays: u32,
}

/// One mistake of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MistakeProgress {
    pub at_ms: u64,
    pub mistake: MistakeId,
    pub kind: MistakeKind,
    pub object: Option<ObjectId>,
    pub critical: bool,
    pub means: Option<MisconceptionId>,
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    pub utc: Utc,
    pub outcome: Outcome,
    pub score_permille: u32,
    pub pass_score_permille: u32,
    pub took_ms: u64,
    /// SHA-256 of the whole input trace, in hexadecimal.
    pub input_trace_sha256: String,
}

/// What an assessor said of a passed exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedOff {
    pub utc: Utc,
    pub outcome: SignOff,
    pub by: Named,
    pub note_sealed: String,
}

/// Sums over the steps of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    pub steps_done: u32,
    /// As the header says, without those left out.
    pub n_steps: u32,
    pub mistakes: u32,
    pub critical_mistakes: u32,
    pub hints: u32,
    pub strays: u32,
    pub restarts: u32,
}

impl Progress {
    /// Folds the entries of one attempt, in order. None when they do not begin with the header.
    pub fn fold<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Option<Self> {
        let mut entries = entries.into_iter();
        let mut progress = Self::begin(entries.next()?)?;
        entries.for_each(|entry| progress.apply(entry));
        Some(progress)
    }

    /// Begins with an attempt's first entry. None when that is not the header.
    pub fn begin(first: &Entry) -> Option<Self> {
        let Fact::AttemptStarted(header) = &first.fact else { return None };
        Some(Self {
            attempt: first.attempt,
            header: (**header).clone(),
            opened_utc: first.utc.clone(),
            last_utc: first.utc.clone(),
            last_at_ms: first.at_ms,
            n_entries: 1,
            steps: Vec::new(),
            pauses: Vec::new(),
            left: false,
            closing: None,
            sign_offs: Vec::new(),
            round_allowed: None,
        })
    }

    /// Takes the next entry in.
    pub fn apply(&mut self, entry: &Entry) {
        self.n_entries += 1;
        if entry.fact.is_about_the_attempt() {
            self.take_word_of_others(entry);
            return;
        }
        let before = std::mem::replace(&mut self.last_utc, entry.utc.clone());
        self.note_pause(entry, &before);
        self.last_at_ms = entry.at_ms;
        let at_ms = entry.at_ms;
        match &entry.fact {
            Fact::AttemptStarted(_)
            | Fact::IdentityConfirmed { .. }
            | Fact::SignedOff { .. }
            | Fact::RoundAllowed { .. }
            | Fact::Paused
            | Fact::Resumed
            | Fact::TimeLimitPassed { .. }
            | Fact::Drawn { .. }
            | Fact::Interrupted { .. }
            | Fact::TimerExpired { .. } => {}
            Fact::StepSkipped { step } => self.step_mut(step).skipped = true,
            Fact::Said { step, reply } => self.step_mut(step).said.push(reply.clone()),
            Fact::FilledIn { step, fields } => self.step_mut(step).filled_in.push(fields.clone()),
            Fact::Signed { step } => self.step_mut(step).signed_ms = Some(at_ms),
            Fact::Left => self.left = true,
            Fact::Continued => self.left = false,
            Fact::StepStarted { step } => {
                let step = self.step_mut(step);
                step.started_ms.get_or_insert(at_ms);
                step.completed_ms = None;
            }
            Fact::StepCompleted { step, tries, took_ms, value, .. } => {
                let step = self.step_mut(step);
                step.started_ms.get_or_insert(at_ms);
                step.completed_ms = Some(at_ms);
                step.tries = *tries;
                step.took_ms = Some(*took_ms);
                step.value.clone_from(value);
            }
            Fact::MistakeMade { step, mistake, kind, object, critical, means, .. } => {
                self.step_mut(step).mistakes.push(MistakeProgress {
                    at_ms,
                    mistake: mistake.clone(),
                    kind: kind.clone(),
                    object: object.clone(),
                    critical: *critical,
                    means: means.clone(),
                });
            }
            Fact::Strayed { step, .. } => self.step_mut(step).strays += 1,
            Fact::HintShown { step, asked, .. } => {
                let step = self.step_mut(step);
                step.hints += 1;
                step.hints_asked += u32::from(*asked);
            }
            Fact::HelpRaised { step, .. } => {
                let step = self.step_mut(step);
                step.hints += 1;
                step.hints_asked += 1;
            }
            Fact::Answered { step, answers, right } => self.step_mut(step).answers.push((answers.clone(), *right)),
            Fact::StepRestarted { step } => self.step_mut(step).restarts += 1,
            Fact::AttemptClosed { outcome, score_permille, pass_score_permille, took_ms, input_trace_sha256, .. } => {
                self.left = false;
                self.closing = Some(Closing {
                    utc: entry.utc.clone(),
                    outcome: *outcome,
                    score_permille: *score_permille,
                    pass_score_permille: *pass_score_permille,
                    took_ms: *took_ms,
                    input_trace_sha256: input_trace_sha256.clone(),
                });
            }
        }
    }

    /// What came after play: it says nothing of when the trainee was last at it.
    fn take_word_of_others(&mut self, entry: &Entry) {
        match &entry.fact {
            Fact::SignedOff { outcome, by, note_sealed } => self.sign_offs.push(SignedOff {
                utc: entry.utc.clone(),
                outcome: *outcome,
                by: by.clone(),
                note_sealed: note_sealed.clone(),
            }),
            Fact::RoundAllowed { .. } => self.round_allowed = Some(entry.utc.clone()),
            _ => {}
        }
    }

    /// True until the attempt has ended, whether it was left or broke off.
    pub fn is_open(&self) -> bool {
        self.closing.is_none()
    }

    pub fn passed(&self) -> bool {
        self.closing.as_ref().is_some_and(|closing| closing.outcome == Outcome::Passed)
    }

    pub fn step(&self, step: &StepId) -> Option<&StepProgress> {
        self.steps.iter().find(|known| known.step == *step)
    }

    pub fn totals(&self) -> Totals {
        let mut totals = Totals { n_steps: self.header.n_steps, ..Totals::default() };
        for step in &self.steps {
            totals.steps_done += u32::from(step.completed_ms.is_some());
            totals.n_steps = totals.n_steps.saturating_sub(u32::from(step.skipped));
            totals.mistakes += count(step.mistakes.len());
            totals.critical_mistakes += count(step.mistakes.iter().filter(|mistake| mistake.critical).count());
            totals.hints += step.hints;
            totals.strays += step.strays;
            totals.restarts += step.restarts;
        }
        totals
    }

    fn step_mut(&mut self, step: &StepId) -> &mut StepProgress {
        let step_idx = self.steps.iter().position(|known| known.step == *step).unwrap_or_else(|| {
            self.steps.push(StepProgress::named(step.clone()));
            self.steps.len() - 1
        });
        &mut self.steps[step_idx]
    }
}

impl StepProgress {
    fn named(step: StepId) -> Self {
        Self {
            step,
            started_ms: None,
            completed_ms: None,
            tries: 0,
            hints: 0,
            hints_asked: 0,
            mistakes: Vec::new(),
            took_ms: None,
            value: None,
            answers: Vec::new(),
            filled_in: Vec::new(),
            said: Vec::new(),
            signed_ms: None,
            skipped: false,
            restarts: 0,
            strays: 0,
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
