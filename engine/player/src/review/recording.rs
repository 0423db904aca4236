//! An attempt to look at again: what is on record of it, from this PC's record or from a file of another one.
//!
//! The facts are authoritative; the input trace illustrates them. Start at [`Recording::of`], then [`Recording::replayable`].

use ids::AttemptId;
use record::{BadEntry, Entry, Fact, Guidance, Hash256, Header, Progress, Sealed, SignOff, verify_attempt};
use serde::{Deserialize, Serialize};
use session::{OLDEST_SESSION_RULES, SESSION_RULES, Terms, Trace, TraceError, knows_rules, replay_on};
use std::sync::Arc;
use store::{Store, StoreError};

use crate::opening::{mode_of, terms_of};
use curriculum::{Mode, Module};

/// The format of exported attempts that this program writes and reads.
const FORMAT: u32 = 1;

/// What is on record of one attempt.
#[derive(Debug, Clone)]
pub struct Recording {
    pub progress: Progress,
    pub entries: Vec<Entry>,
    pub trace: Trace,
    sealed: Vec<Sealed>,
    trace_bytes: Vec<u8>,
}

#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("its record does not hold: {0}")]
    Broken(#[from] BadEntry),
    #[error("it does not begin with the header of an attempt")]
    Headless,
    #[error("its input trace cannot be read: {0}")]
    Trace(#[from] TraceError),
    #[error("it is no attempt that Practicum exported: {0}")]
    Malformed(serde_json::Error),
    #[error("it was exported in format {0}, and this program reads format {FORMAT}: use a newer Practicum")]
    Format(u32),
}

/// An attempt as it travels to another machine: the exact lines of its entries, and its input trace. The person's name stays sealed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    practicum_attempt: u32,
    attempt: AttemptId,
    entries: Vec<String>,
    input_trace: String,
}

impl Recording {
    /// An attempt of this PC's record, its chain checked.
    pub fn of(store: &Store, attempt: AttemptId) -> Result<Self, RecordingError> {
        Self::new(attempt, store.sealed_entries(attempt)?, store.trace(attempt)?)
    }

    /// An attempt that [`Recording::to_file`] wrote, its chain checked. Any bytes are survived.
    pub fn from_file(bytes: &[u8]) -> Result<Self, RecordingError> {
        let file: File = serde_json::from_slice(bytes).map_err(RecordingError::Malformed)?;
        if file.practicum_attempt != FORMAT {
            return Err(RecordingError::Format(file.practicum_attempt));
        }
        let sealed = file.entries.into_iter().map(|line| Sealed::of(line.into_bytes())).collect();
        Self::new(file.attempt, sealed, file.input_trace.into_bytes())
    }

    pub fn to_file(&self) -> Vec<u8> {
        let line = |sealed: &Sealed| String::from_utf8_lossy(&sealed.bytes).into_owned();
        let file = File {
            practicum_attempt: FORMAT,
            attempt: self.progress.attempt,
            entries: self.sealed.iter().map(line).collect(),
            input_trace: String::from_utf8_lossy(&self.trace_bytes).into_owned(),
        };
        serde_json::to_vec_pretty(&file).expect("texts and numbers become JSON")
    }

    fn new(attempt: AttemptId, sealed: Vec<Sealed>, trace_bytes: Vec<u8>) -> Result<Self, RecordingError> {
        let entries = verify_attempt(attempt, &sealed)?.entries;
        let progress = Progress::fold(&entries).ok_or(RecordingError::Headless)?;
        let trace = Trace::parse(&trace_bytes)?;
        Ok(Self { progress, entries, trace, sealed, trace_bytes })
    }

    /// How the attempt was run; guided where the word is unknown.
    pub fn mode(&self) -> Mode {
        mode_of(&self.progress.header.mode).unwrap_or(Mode::Guided)
    }

    /// What it began with; where the header is of another program, guided with seed 0.
    pub fn terms(&self) -> Terms {
        terms_of(&self.progress.header).unwrap_or_else(|| Terms::new(Mode::Guided, 0))
    }

    /// Attempt time of the last thing that is known, milliseconds.
    pub fn end_ms(&self) -> u64 {
        let last_input_ms = self.trace.inputs.last().map_or(0, |(at_ms, _)| *at_ms);
        self.progress.last_at_ms.max(last_input_ms)
    }

    /// Whether playing the trace again shows what is on record. The reason otherwise is for a person to read.
    pub fn replayable(&self, module: Option<&Arc<Module>>) -> Result<Arc<Module>, String> {
        let header = &self.progress.header;
        if !knows_rules(header.session_rules) {
            return Err(format!(
                "it was played by rules of play {}, and this program knows rules {OLDEST_SESSION_RULES} to {SESSION_RULES}: only its facts can be shown",
                header.session_rules
            ));
        }
        let module = module.ok_or_else(|| format!("the module `{}` is not here: only its facts can be shown", header.module))?;
        if authoring::logic_sha256(module) != header.logic_sha256 {
            return Err(format!(
                "`{}` was changed since (then version {}, here {}): only its facts can be shown",
                header.module, header.module_version, module.version
            ));
        }
        if let Some(closing) = &self.progress.closing
            && closing.input_trace_sha256 != Hash256::of(&self.trace_bytes).to_string()
        {
            return Err(
                "its input trace is not the one whose hash stands in its last fact: only its facts can be shown".to_owned()
            );
        }
        match self.first_difference(module) {
            Some(difference) => Err(format!("its input trace does not give its facts. {difference}")),
            None => Ok(Arc::clone(module)),
        }
    }

    /// Where playing the trace again first gives another fact than is on record.
    fn first_difference(&self, module: &Arc<Module>) -> Option<String> {
        let again = replay_on(Arc::clone(module), &self.terms(), &self.trace.inputs);
        let recorded = self.entries.iter().filter(|entry| entry.fact.is_of_play()).map(|entry| (entry.at_ms, &entry.fact));
        let recorded: Vec<(u64, &Fact)> = recorded.collect();
        for (idx, (at_ms, fact)) in recorded.iter().enumerate() {
            match again.facts.get(idx) {
                Some((_, same)) if same == *fact => {}
                other => {
                    let other = other.map_or_else(|| "nothing".to_owned(), |(_, fact)| words_of(fact));
                    let seconds = *at_ms as f64 / 1_000.0;
                    return Some(format!(
                        "It first differs at {seconds:.1} s: on record is {}, replayed is {other}",
                        words_of(fact)
                    ));
                }
            }
        }
        if let (Some(recorded), Some(again)) = (&self.progress.closing, &again.closing)
            && (recorded.outcome, recorded.score_permille) != (again.outcome, again.score_permille)
        {
            let words = |outcome, permille: u32| format!("{outcome:?}, {}.{} %", permille / 10, permille % 10);
            let (recorded, again) =
                (words(recorded.outcome, recorded.score_permille), words(again.outcome, again.score_permille));
            return Some(format!("The end on record is {recorded}, replayed it is {again}"));
        }
        let extra = again.facts.get(recorded.len()).filter(|_| self.progress.closing.is_some());
        extra.map(|(at_ms, fact)| {
            format!("At {:.1} s it gives {}, which is not on record", *at_ms as f64 / 1_000.0, words_of(fact))
        })
    }
}

/// How many steps began with how much help; none where the header does not say.
fn help_of(header: &Header) -> Option<String> {
    let n = |help: Guidance| header.guidance.iter().filter(|step| step.help == help).count();
    let counted = Guidance::ALL.into_iter().filter(|help| n(*help) > 0).map(|help| format!("{} {help}", n(help)));
    let counted: Vec<String> = counted.collect();
    (!counted.is_empty()).then(|| counted.join(", "))
}

fn help_words(help: Guidance) -> &'static str {
    match help {
        Guidance::Demonstration => "how it is done",
        Guidance::Highlight => "where it is",
        Guidance::Words => "what to do",
        Guidance::Nothing => "none",
    }
}

/// A fact in a few words.
pub fn words_of(fact: &Fact) -> String {
    match fact {
        Fact::AttemptStarted(header) => {
            let help = help_of(header).map(|help| format!("; help: {help}")).unwrap_or_default();
            format!("the attempt begins ({} {}, {}{help})", header.module, header.module_version, header.mode)
        }
        Fact::StepStarted { step } => format!("step {step} begins"),
        Fact::StepCompleted { step, tries, value, .. } => {
            let value = value.as_ref().map(|value| format!(", {value}")).unwrap_or_default();
            let tries = if *tries > 1 { format!(" at try {tries}") } else { String::new() };
            format!("step {step} is done{tries}{value}")
        }
        Fact::MistakeMade { step, mistake, critical, .. } => {
            format!("{}mistake {mistake} in step {step}", if *critical { "critical " } else { "" })
        }
        Fact::Strayed { action, object, .. } => format!("{action} {object}, which leads nowhere"),
        Fact::HintShown { step, rung, asked, .. } => {
            format!("hint {rung} of step {step}{}", if *asked { ", asked for" } else { "" })
        }
        Fact::HelpRaised { step, to } => format!("step {step} is asked for more help: {}", help_words(*to)),
        Fact::Answered { step, right, .. } => format!("step {step} is answered {}", if *right { "rightly" } else { "wrongly" }),
        Fact::Drawn { draw, option } => format!("of {draw} was drawn {option}"),
        Fact::StepSkipped { step } => format!("step {step} is left out"),
        Fact::Said { step, reply } => format!("in step {step} was said {reply}"),
        Fact::FilledIn { step, fields } => {
            let n_right = fields.iter().filter(|field| field.right).count();
            format!("the form of step {step} is handed in, {n_right} of {} fields right", fields.len())
        }
        Fact::Signed { step } => format!("step {step} is signed"),
        Fact::Interrupted { interruption } => format!("{interruption} comes in between"),
        Fact::TimerExpired { timer } => format!("the timer {timer} is up"),
        Fact::StepRestarted { step } => format!("step {step} starts over"),
        Fact::Paused => "pause".to_owned(),
        Fact::Resumed => "the pause ends".to_owned(),
        Fact::Left => "the trainee leaves".to_owned(),
        Fact::Continued => "the attempt goes on".to_owned(),
        Fact::TimeLimitPassed { step: Some(step) } => format!("the time of step {step} is up"),
        Fact::TimeLimitPassed { step: None } => "the time is up".to_owned(),
        Fact::AttemptClosed { outcome, score_permille, .. } => {
            format!("the attempt ends: {outcome:?}, {}.{} %", score_permille / 10, score_permille % 10)
        }
        Fact::IdentityConfirmed { witness: None, .. } => "the trainee confirms who they are".to_owned(),
        Fact::IdentityConfirmed { witness: Some(_), .. } => "a witness confirms who it is".to_owned(),
        Fact::SignedOff { outcome: SignOff::Confirmed, .. } => "an assessor confirms the practical part".to_owned(),
        Fact::SignedOff { outcome: SignOff::NotYet, .. } => "an assessor says: not yet".to_owned(),
        Fact::RoundAllowed { .. } => "another round of attempts is allowed".to_owned(),
    }
}
