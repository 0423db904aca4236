//! What a certificate says of a passed exam, with the checkpoint that covers it; and all attempts that somebody takes with them.
//!
//! Both are read from the entries that came, never from a word of their own. Start at [`Central::certificate`].

use super::database::Tx;
use super::passes::Pass;
use super::{Central, CentralError, KeptCheckpoint, ORGANISATION, audit, statements};
use crate::central::audit::Deed;
use ids::{AttemptId, DeviceId, PersonId};
use record::{Closing, Entry, Fact, Hash256, Progress, RegisterLine, Registered, SignOff, verify_attempt};

/// A passed exam that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    pub pass: Pass,
    pub device_name: String,
    pub closing: Closing,
    /// Entries up to the end, or up to the newest sign-off after it, and the hash of the last of them.
    pub n_entries: u64,
    pub head: Hash256,
    pub proof: Proof,
}

/// How far a certificate is proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// The line of the register that vouches for it, its position, and the first checkpoint over that line.
    Signed { position: u64, line: RegisterLine, checkpoint: KeptCheckpoint },
    /// It came, and no checkpoint covers it yet.
    Waits,
    /// The chain does not hold, or the register says something else.
    Broken,
}

/// An attempt as somebody takes it with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAttempt {
    pub attempt: AttemptId,
    pub device: DeviceId,
    pub device_name: String,
    pub module: String,
    pub module_version: String,
    pub mode: String,
    /// By the PC's clock.
    pub opened_ms: i64,
    /// By this server's clock.
    pub received_ms: i64,
    pub is_closed: bool,
    pub is_passed: bool,
}

/// A line may be put into the register by a server whose clock is off by so much.
const CLOCKS_PART_MS: i64 = 600_000;
const LINES_AT_ONCE: u32 = 1_000;

impl Central {
    /// The certificate of one attempt of somebody; none where it is not theirs, no exam, or does not count. Somebody else's is read
    /// with a line in the audit log.
    pub fn certificate(
        &self,
        by: PersonId,
        person: PersonId,
        attempt: AttemptId,
        now_ms: i64,
    ) -> Result<Option<Certificate>, CentralError> {
        if by != person {
            let detail = attempt.0.to_string();
            self.database.write(|tx| audit::write(tx, now_ms, Some(by), Deed::CertificateRead, Some(person), &detail))?;
        }
        let passes = self.passes_of(person)?;
        let Some(pass) = passes.into_iter().find(|pass| pass.attempt == attempt && pass.counts()) else { return Ok(None) };
        let told = self.attempt_told(attempt)?.ok_or(CentralError::UnknownPerson)?;
        let sealed = self.sealed_entries(attempt)?;
        let unreadable = |error| CentralError::Damaged(format!("attempt {attempt}: {error}"));
        let entries = sealed.iter().map(|line| Entry::parse(&line.bytes)).collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
        let Some(closing) = Progress::fold(&entries).and_then(|progress| progress.closing) else { return Ok(None) };
        let says = |entry: &Entry| matches!(entry.fact, Fact::AttemptClosed { .. } | Fact::SignedOff { .. });
        let Some(last) = entries.iter().rposition(says) else { return Ok(None) };
        let (n_entries, head) = (last as u64 + 1, sealed[last].hash);
        let hashes: Vec<Hash256> = sealed.iter().map(|line| line.hash).collect();
        let proof = match verify_attempt(attempt, &sealed) {
            Ok(_) => self.proof(attempt, n_entries, &hashes, pass.received_ms)?,
            Err(_) => Proof::Broken,
        };
        Ok(Some(Certificate { pass, device_name: told.device_name, closing, n_entries, head, proof }))
    }

    /// Looks for the first line of the register that vouches for so many entries.
    fn proof(&self, attempt: AttemptId, n_entries: u64, hashes: &[Hash256], came_ms: i64) -> Result<Proof, CentralError> {
        let before = self.checkpoint_before(came_ms - CLOCKS_PART_MS)?;
        let mut next = before.map_or(0, |kept| kept.tree.n_leaves());
        loop {
            let lines = self.register_lines(next, u64::MAX >> 1, LINES_AT_ONCE)?;
            let found = lines.iter().enumerate().find_map(|(n, line)| match line.what {
                Registered::Attempt { attempt: of, n_lines, head, .. } if of == attempt && n_lines >= n_entries => {
                    Some((n as u64, *line, n_lines, head))
                }
                _ => None,
            });
            if let Some((n, line, n_lines, head)) = found {
                let is_so = usize::try_from(n_lines - 1).ok().and_then(|last| hashes.get(last)) == Some(&head);
                let position = next + n;
                return Ok(match self.database.read(|tx| checkpoint_over(tx, position))? {
                    Some(checkpoint) if is_so => Proof::Signed { position, line, checkpoint },
                    None if is_so => Proof::Waits,
                    _ => Proof::Broken,
                });
            }
            if lines.len() < LINES_AT_ONCE as usize {
                return Ok(Proof::Waits);
            }
            next += lines.len() as u64;
        }
    }

    /// Every attempt of somebody on any PC where a manager said that it is them, oldest first.
    pub fn attempts_of(&self, person: PersonId) -> Result<Vec<OwnAttempt>, CentralError> {
        self.database.read(|tx| {
            let rows = tx.rows(statements::ATTEMPTS_OF_MATCH, &[ORGANISATION.into(), person.into()])?;
            let read = |mut row: super::Row| {
                Ok(OwnAttempt {
                    attempt: row.attempt()?,
                    device: row.device()?,
                    device_name: row.text()?,
                    module: row.text()?,
                    module_version: row.text()?,
                    mode: row.text()?,
                    opened_ms: row.int()?,
                    received_ms: row.int()?,
                    is_closed: row.int()? == 1,
                    is_passed: row.int()? == 1,
                })
            };
            rows.into_iter().map(read).collect()
        })
    }
}

fn checkpoint_over(tx: &mut Tx<'_>, position: u64) -> Result<Option<KeptCheckpoint>, CentralError> {
    super::register::kept(tx.row(statements::CHECKPOINT_OVER_LINE, &[ORGANISATION.into(), position.into()])?)
}

impl Pass {
    /// An exam counts unless an assessor said last that it is not yet so.
    pub fn counts(&self) -> bool {
        self.mode == "exam" && self.sign_off != Some(SignOff::NotYet)
    }
}
