//! Exams around the exam: may this person sit it now, and what has their record made of the module so far?
//!
//! One pure function over the record of one person, the module's rules and the time; nothing of it is ever stored. Knows no
//! words for people. Start at [`exam_standing`].

use curriculum::Module;
use ids::AttemptId;
use record::{Outcome, Progress, SignOff, Utc};

const SECS_PER_DAY: i64 = 86_400;

/// Where a person stands with a module's exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExamStanding {
    /// Why a new exam cannot begin now; none when it can.
    pub refusal: Option<Refusal>,
    /// True when an exam begun now would be one without the practice before it.
    pub is_test_out: bool,
    /// Exams of this round, finished or not.
    pub attempts_used: u32,
    /// None when there is no limit.
    pub attempts_left: Option<u32>,
    /// The last exams that were passed one after the other.
    pub passes_in_a_row: u32,
    /// What was earned last and was not lost since.
    pub certificate: Option<Certificate>,
    /// An exam that is passed and waits for its practical part.
    pub waiting: Option<Waiting>,
}

/// Why an exam cannot begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The practice was never passed. `test_out_used`: the one exam without it was sat in this period already.
    PracticeFirst { test_out_used: bool },
    /// Somebody has to allow a further round, which is written into the `last` attempt.
    AttemptsUsedUp { last: AttemptId },
    /// After an exam that was not passed. `left`: one that was left, and can still be gone on with.
    CoolDown { until: Utc, left: bool },
}

/// A module that counts as passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The exam that completed it.
    pub attempt: AttemptId,
    pub since: Utc,
    /// None when it never lapses.
    pub until: Option<Utc>,
    pub is_lapsed: bool,
}

/// A practical part that nobody has confirmed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub attempt: AttemptId,
    pub since: Utc,
    /// An assessor has looked, and said "not yet".
    pub not_yet: bool,
}

/// Folds a person's attempts, oldest first, into where they stand with a module at a time.
///
/// Only exams of the same "what is right" (`logic_sha256`) count. An exam that was left counts as not passed once the module was
/// begun anew; until then it stands open. A pass that is older than the module's validity starts no row.
pub fn exam_standing(module: &Module, logic_sha256: &str, attempts: &[Progress], now: &Utc) -> ExamStanding {
    let counts = |progress: &&Progress| {
        progress.header.module == module.id && !progress.header.demonstration && progress.header.mode != "watch"
    };
    let mine: Vec<&Progress> = attempts.iter().filter(counts).collect();
    let validity_secs = module.renew_after_days.map(|days| i64::from(days) * SECS_PER_DAY);
    let mut round = Round { validity_secs, ..Round::default() };
    for (idx, exam) in mine.iter().enumerate().filter(|(_, progress)| is_exam_of(progress, logic_sha256)) {
        round.take(module, exam, idx + 1 == mine.len());
    }
    let has_practised = mine.iter().any(|progress| matches!(&*progress.header.mode, "practice" | "exam") && progress.passed());
    let is_recent = |since: &Utc| validity_secs.is_none_or(|secs| now.unix_secs() - since.unix_secs() < secs);
    let test_out_used = mine.iter().any(|progress| progress.header.test_out && is_recent(&progress.opened_utc));
    let is_test_out = !has_practised && module.exam.test_out && !test_out_used;
    let attempts_left = module.exam.attempts.map(|most| most.saturating_sub(round.attempts_used));
    let refusal = if !has_practised && !is_test_out {
        Some(Refusal::PracticeFirst { test_out_used: module.exam.test_out && test_out_used })
    } else if let (Some(0), Some(last)) = (attempts_left, round.last) {
        Some(Refusal::AttemptsUsedUp { last })
    } else {
        round.cool_down(module, now)
    };
    let certificate = round.certificate.map(|certificate| {
        let is_lapsed = certificate.until.as_ref().is_some_and(|until| now.unix_secs() > until.unix_secs());
        Certificate { is_lapsed, ..certificate }
    });
    ExamStanding {
        refusal,
        is_test_out,
        attempts_used: round.attempts_used,
        attempts_left,
        passes_in_a_row: round.passes_in_a_row,
        certificate,
        waiting: round.waiting,
    }
}

fn is_exam_of(progress: &Progress, logic_sha256: &str) -> bool {
    progress.header.mode == "exam" && progress.header.logic_sha256 == logic_sha256
}

/// What the exams so far add up to.
#[derive(Default)]
struct Round {
    validity_secs: Option<i64>,
    attempts_used: u32,
    passes_in_a_row: u32,
    last_pass_secs: Option<i64>,
    /// The last exam, whatever became of it.
    last: Option<AttemptId>,
    /// When the last exam ended without a pass, and whether it can still be gone on with.
    fell_short: Option<(Utc, bool)>,
    certificate: Option<Certificate>,
    waiting: Option<Waiting>,
}

impl Round {
    fn take(&mut self, module: &Module, exam: &Progress, is_latest: bool) {
        self.attempts_used += 1;
        self.last = Some(exam.attempt);
        match exam.closing.as_ref().map(|closing| (closing.outcome == Outcome::Passed, &closing.utc)) {
            Some((true, utc)) => self.pass(module, exam, utc),
            Some((false, utc)) => self.fall_short(utc),
            None if is_latest => self.fell_short = Some((exam.last_utc.clone(), true)),
            None => self.fall_short(&exam.last_utc),
        }
        if exam.round_allowed.is_some() {
            self.attempts_used = 0;
            self.fell_short = None;
        }
    }

    fn pass(&mut self, module: &Module, exam: &Progress, utc: &Utc) {
        self.fell_short = None;
        let secs = utc.unix_secs();
        let is_stale = |before: i64| self.validity_secs.is_some_and(|validity| secs - before > validity);
        let goes_on = self.last_pass_secs.is_some_and(|before| !is_stale(before));
        self.passes_in_a_row = if goes_on { self.passes_in_a_row.saturating_add(1) } else { 1 };
        self.last_pass_secs = Some(secs);
        if self.passes_in_a_row < module.pass.in_a_row {
            return;
        }
        self.attempts_used = 0;
        let said = exam.sign_offs.last();
        match (&module.sign_off, said) {
            (None, _) => self.certify(exam, utc),
            (Some(_), Some(said)) if said.outcome == SignOff::Confirmed => self.certify(exam, &said.utc),
            (Some(_), _) => {
                self.waiting = Some(Waiting { attempt: exam.attempt, since: utc.clone(), not_yet: said.is_some() });
            }
        }
    }

    fn certify(&mut self, exam: &Progress, since: &Utc) {
        let until = self.validity_secs.map(|secs| Utc::from_unix_secs(since.unix_secs().saturating_add(secs)));
        self.certificate = Some(Certificate { attempt: exam.attempt, since: since.clone(), until, is_lapsed: false });
        self.waiting = None;
    }

    fn fall_short(&mut self, utc: &Utc) {
        self.passes_in_a_row = 0;
        self.last_pass_secs = None;
        self.certificate = None;
        self.waiting = None;
        self.fell_short = Some((utc.clone(), false));
    }

    fn cool_down(&self, module: &Module, now: &Utc) -> Option<Refusal> {
        let (ended, left) = self.fell_short.as_ref()?;
        let wait_secs = i64::try_from(module.exam.cool_down_ms.div_ceil(1_000)).unwrap_or(i64::MAX);
        let until = Utc::from_unix_secs(ended.unix_secs().saturating_add(wait_secs));
        (until.unix_secs() > now.unix_secs()).then_some(Refusal::CoolDown { until, left: *left })
    }
}
