//! Reports: who did what, when and how well, one row per attempt.
//!
//! Knows nothing of layout; [`crate::table`], [`crate::csv`] and [`crate::json`] write rows down. Start at [`Store::report`].

use crate::StoreError;
use crate::open::Store;
use crate::people::Identity;
use ids::{AttemptId, ModuleId, PersonId};
use record::{Assurance, BadEntry, Header, Outcome, Progress, SignOff, SignedOff};
use serde::Serialize;

/// All attempts that hold, and the first bad entry of each one that does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub rows: Vec<Row>,
    pub bad_entries: Vec<BadEntry>,
}

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// None when the person was erased.
    pub person_name: Option<String>,
    /// The job title when the attempt began; none when the person was erased.
    pub job_title: Option<String>,
    pub module: ModuleId,
    pub module_version: String,
    pub mode: String,
    /// True for runs that belong to nobody and never count.
    pub demonstration: bool,
    pub started_utc: String,
    pub closed_utc: Option<String>,
    pub outcome: RowOutcome,
    /// Thousandths; none while open.
    pub score_permille: Option<u32>,
    pub pass_score_permille: Option<u32>,
    pub steps_done: u32,
    pub n_steps: u32,
    pub mistakes: u32,
    pub critical_mistakes: u32,
    pub hints: u32,
    /// How often it stood still, left attempts included.
    pub pauses: u32,
    /// For how long together, by the clock of the device; without the pause that lasts still.
    pub paused_ms: u64,
    /// Attempt time from beginning to end; none while open.
    pub took_ms: Option<u64>,
    /// How sure we are who it was.
    pub assurance: Assurance,
    /// Who confirmed that it was them, where somebody did; none also when that person was erased.
    pub witness: Option<String>,
    /// An exam without the practice before it.
    pub test_out: bool,
    /// What the last assessor said; none where nobody did.
    pub sign_off: Option<RowSignOff>,
    /// Where the person stands with the module now, in words; empty until whoever knows the modules fills it in.
    pub standing: String,
    pub language: String,
    pub package_sha256: String,
    pub person: PersonId,
    pub attempt: AttemptId,
}

/// What an assessor said of an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowSignOff {
    pub outcome: SignOff,
    pub utc: String,
    /// None when the assessor was erased.
    pub by: Option<String>,
    pub signs_as: Option<String>,
    /// None without a note, and when the trainee was erased.
    pub note: Option<String>,
}

/// Where an attempt stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    Passed,
    NotPassed,
    OutOfTime,
    /// Left by the trainee; can be continued.
    Left,
    /// Being played, or broken off without leaving; can be continued.
    Open,
}

impl RowOutcome {
    /// As a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::NotPassed => "not passed",
            Self::OutOfTime => "out of time",
            Self::Left => "left, not finished",
            Self::Open => "not finished",
        }
    }
}

impl Store {
    /// Who did what: every attempt on this device, in the order in which they were opened.
    pub fn report(&self) -> Result<Report, StoreError> {
        let (attempts, bad_entries) = self.all_attempts()?;
        let rows = attempts.iter().map(|progress| self.row(progress)).collect::<Result<_, _>>()?;
        Ok(Report { rows, bad_entries })
    }

    fn row(&self, progress: &Progress) -> Result<Row, StoreError> {
        let header = &progress.header;
        let identity = self.identity_then(header)?;
        let totals = progress.totals();
        let closing = progress.closing.as_ref();
        Ok(Row {
            person_name: identity.as_ref().map(|identity| identity.name.clone()),
            job_title: identity.map(|identity| identity.job_title),
            module: header.module.clone(),
            module_version: header.module_version.clone(),
            mode: header.mode.clone(),
            demonstration: header.demonstration,
            started_utc: progress.opened_utc.to_seconds(),
            closed_utc: closing.map(|closing| closing.utc.to_seconds()),
            outcome: outcome_of(progress),
            score_permille: closing.map(|closing| closing.score_permille),
            pass_score_permille: closing.map(|closing| closing.pass_score_permille),
            steps_done: totals.steps_done,
            n_steps: totals.n_steps,
            mistakes: totals.mistakes,
            critical_mistakes: totals.critical_mistakes,
            hints: totals.hints,
            pauses: progress.pause_totals().n,
            paused_ms: progress.pause_totals().lasted_ms,
            took_ms: closing.map(|closing| closing.took_ms),
            assurance: header.assurance,
            witness: match &header.witness {
                Some(witness) => self.who_is(witness)?.map(|identity| identity.name),
                None => None,
            },
            test_out: header.test_out,
            sign_off: progress.sign_offs.last().map(|said| self.row_sign_off(header, said)).transpose()?,
            standing: String::new(),
            language: header.language.clone(),
            package_sha256: header.package_sha256.clone(),
            person: header.person,
            attempt: progress.attempt,
        })
    }

    fn row_sign_off(&self, header: &Header, said: &SignedOff) -> Result<RowSignOff, StoreError> {
        let by = self.who_is(&said.by)?;
        let note = match self.unseal(header.person, &said.note_sealed) {
            _ if said.note_sealed.is_empty() => None,
            Ok(note) => Some(note),
            Err(StoreError::ErasedPerson(_)) => None,
            Err(error) => return Err(error),
        };
        Ok(RowSignOff {
            outcome: said.outcome,
            utc: said.utc.to_seconds(),
            by: by.as_ref().map(|identity| identity.name.clone()),
            signs_as: by.map(|identity| identity.job_title),
            note,
        })
    }

    /// Name and job title when the attempt began; none when the person was erased.
    fn identity_then(&self, header: &Header) -> Result<Option<Identity>, StoreError> {
        if header.demonstration {
            let nobody = self.demonstration_person();
            return Ok(Some(Identity { name: nobody.name, job_title: nobody.job_title }));
        }
        match self.unseal_identity(header.person, &header.person_sealed) {
            Ok(identity) => Ok(Some(identity)),
            Err(StoreError::ErasedPerson(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn outcome_of(progress: &Progress) -> RowOutcome {
    match progress.closing.as_ref().map(|closing| closing.outcome) {
        Some(Outcome::Passed) => RowOutcome::Passed,
        Some(Outcome::NotPassed) => RowOutcome::NotPassed,
        Some(Outcome::OutOfTime) => RowOutcome::OutOfTime,
        None if progress.left => RowOutcome::Left,
        None => RowOutcome::Open,
    }
}
