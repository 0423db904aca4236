//! Passes: what each person of the organisation has passed, folded from the entries that came.
//!
//! The table behind it is a cache: it can be thrown away, and [`Central::rebuild_passes`] makes it anew. Decides nothing about
//! validity. Start at [`Central::passes_of`].

use super::database::Tx;
use super::{Central, CentralError, ORGANISATION, Row, statements};
use ids::{AttemptId, DeviceId, PersonId};
use record::{Assurance, Day, Entry, Outcome, Progress, SignOff};

/// One attempt that was passed, in whatever mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    pub attempt: AttemptId,
    pub device: DeviceId,
    pub module: String,
    pub module_version: String,
    /// What decided right and wrong: exams of the same hash count alike.
    pub logic_sha256: String,
    /// `guided`, `practice` or `exam`.
    pub mode: String,
    /// An exam without the practice before it.
    pub is_test_out: bool,
    /// How sure the PC was who it was.
    pub assurance: Assurance,
    /// When it ended by the PC's clock, and when that came in by ours.
    pub passed_ms: i64,
    pub received_ms: i64,
    pub score_permille: i64,
    /// What an assessor said last.
    pub sign_off: Option<SignOff>,
}

impl Pass {
    /// The day in UTC, by the PC's clock.
    pub fn day(&self) -> Day {
        Day::from_unix_secs(self.passed_ms.div_euclid(1_000))
    }
}

impl Central {
    /// What somebody has passed on any PC where a manager said that it is them, oldest first.
    pub fn passes_of(&self, person: PersonId) -> Result<Vec<Pass>, CentralError> {
        self.database.read(|tx| {
            let rows = tx.rows(statements::PASSES_OF_PERSON, &[ORGANISATION.into(), person.into()])?;
            rows.into_iter().map(read_pass).collect()
        })
    }

    /// Throws the cache away and folds every passed attempt anew, in one transaction. Answers how many there are.
    pub fn rebuild_passes(&self) -> Result<u64, CentralError> {
        const PAGE: i64 = 500;
        self.change(|tx| {
            tx.change(statements::PASSES_DELETE, &[ORGANISATION.into()])?;
            let (mut after, mut n_passes) = (String::new(), 0);
            loop {
                let rows = tx.rows(statements::ATTEMPTS_PASSED, &[ORGANISATION.into(), after.as_str().into(), PAGE.into()])?;
                if rows.is_empty() {
                    return Ok(n_passes);
                }
                for mut row in rows {
                    let attempt = row.attempt()?;
                    row.device()?;
                    n_passes += u64::from(fold_into_cache(tx, attempt, row.int()?)?);
                    after = attempt.0.to_string();
                }
            }
        })
    }
}

/// Folds one attempt. False where it does not count.
pub(crate) fn fold_into_cache(tx: &mut Tx<'_>, attempt: AttemptId, now_ms: i64) -> Result<bool, CentralError> {
    let mut received_ms = now_ms;
    let mut entries = Vec::new();
    for mut row in tx.rows(statements::ENTRIES_OF_ATTEMPT, &[ORGANISATION.into(), attempt.into()])? {
        row.count()?;
        let unreadable = |error| CentralError::Damaged(format!("attempt {attempt}: {error}"));
        let entry = Entry::parse(&row.bytes()?).map_err(unreadable)?;
        row.hash()?;
        if matches!(entry.fact, record::Fact::AttemptClosed { .. }) {
            received_ms = row.int()?;
        }
        entries.push(entry);
    }
    let Some(progress) = Progress::fold(&entries) else { return Ok(false) };
    let (header, closing) = (&progress.header, &progress.closing);
    let Some(closing) = closing.as_ref().filter(|closing| closing.outcome == Outcome::Passed) else { return Ok(false) };
    if header.demonstration || header.mode == "watch" {
        return Ok(false);
    }
    let columns = [
        ORGANISATION.into(),
        attempt.into(),
        header.device.into(),
        header.person.into(),
        header.module.as_str().into(),
        header.module_version.as_str().into(),
        header.logic_sha256.as_str().into(),
        header.mode.as_str().into(),
        header.test_out.into(),
        assurance_code(header.assurance).into(),
        closing.utc.unix_secs().saturating_mul(1_000).into(),
        received_ms.into(),
        i64::from(closing.score_permille).into(),
        progress.sign_offs.last().map(|said| sign_off_code(said.outcome)).into(),
    ];
    tx.change(statements::PASS_SET, &columns)?;
    Ok(true)
}

fn read_pass(mut row: Row) -> Result<Pass, CentralError> {
    Ok(Pass {
        attempt: row.attempt()?,
        device: row.device()?,
        module: row.text()?,
        module_version: row.text()?,
        logic_sha256: row.text()?,
        mode: row.text()?,
        is_test_out: row.int()? == 1,
        assurance: read_assurance(&row.text()?)?,
        passed_ms: row.int()?,
        received_ms: row.int()?,
        score_permille: row.int()?,
        sign_off: row.text_or_none()?.as_deref().map(read_sign_off).transpose()?,
    })
}

const ASSURANCES: [Assurance; 5] =
    [Assurance::SelfDeclared, Assurance::Pin, Assurance::Code, Assurance::SingleSignOn, Assurance::Witnessed];

fn assurance_code(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::SelfDeclared => "self-declared",
        Assurance::Pin => "pin",
        Assurance::Code => "code",
        Assurance::SingleSignOn => "single-sign-on",
        Assurance::Witnessed => "witnessed",
    }
}

fn read_assurance(code: &str) -> Result<Assurance, CentralError> {
    let known = ASSURANCES.into_iter().find(|known| assurance_code(*known) == code);
    known.ok_or_else(|| CentralError::Damaged(format!("`{code}` says nothing of who it was")))
}

fn sign_off_code(said: SignOff) -> &'static str {
    match said {
        SignOff::Confirmed => "confirmed",
        SignOff::NotYet => "not-yet",
    }
}

fn read_sign_off(code: &str) -> Result<SignOff, CentralError> {
    let known = [SignOff::Confirmed, SignOff::NotYet].into_iter().find(|known| sign_off_code(*known) == code);
    known.ok_or_else(|| CentralError::Damaged(format!("`{code}` is no word of an assessor")))
}
