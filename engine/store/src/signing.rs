//! What others say of an attempt: who it was, that it was done for real, that a further round is allowed.
//!
//! Each is a new entry of that attempt's chain, names who said it, and asks for that person's own PIN; nothing said before is
//! changed. Knows no module and no clock. Start at [`Store::sign_off`].

use crate::StoreError;
use crate::journal::{Position, append_later};
use crate::open::Store;
use crate::people::{Identity, TEXT_MAX_CHARS, checked_text, to_json};
use crate::pins::PinCheck;
use ids::{AttemptId, PersonId};
use record::{Assurance, Fact, Named, Outcome, Progress, SignOff, Utc};

/// The longest note of an assessor, in characters.
const NOTE_MAX_CHARS: usize = 500;

/// What an assessor wants to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub attempt: AttemptId,
    pub by: PersonId,
    /// What the assessor is, such as "Infection control nurse".
    pub signs_as: String,
    pub outcome: SignOff,
    /// May be empty; sealed under the trainee's key.
    pub note: String,
}

impl Store {
    /// Signs a passed exam off, or says "not yet", if the assessor's PIN is right. Signing again corrects what was signed before.
    pub fn sign_off(&mut self, signature: &Signature, pin: &str, utc: &str) -> Result<PinCheck, StoreError> {
        let progress = self.progress(signature.attempt)?;
        let trainee = progress.header.person;
        let is_passed = progress.closing.as_ref().is_some_and(|closing| closing.outcome == Outcome::Passed);
        if progress.header.demonstration || progress.header.mode != "exam" || !is_passed {
            return Err(StoreError::NothingToSign);
        }
        if signature.by == trainee {
            return Err(StoreError::OwnSignOff);
        }
        let signs_as = checked_text("what the assessor signs as", &signature.signs_as, TEXT_MAX_CHARS)?;
        if signs_as.is_empty() {
            return Err(StoreError::BadText { field: "what the assessor signs as", why: "is empty: write the qualification" });
        }
        let note = checked_text("the note", &signature.note, NOTE_MAX_CHARS)?;
        let by = self.named(signature.by, Some(&signs_as))?;
        let note_sealed = if note.is_empty() { String::new() } else { self.seal_for(trainee, &note)? };
        let check = self.check_pin(signature.by, pin, utc)?;
        if check == PinCheck::Right {
            self.append_word(signature.attempt, utc, Fact::SignedOff { outcome: signature.outcome, by, note_sealed })?;
        }
        Ok(check)
    }

    /// Allows a person a further round of exam attempts after this one, if the PIN of whoever allows it is right.
    pub fn allow_round(&mut self, attempt: AttemptId, by: PersonId, pin: &str, utc: &str) -> Result<PinCheck, StoreError> {
        let Progress { header, .. } = self.progress(attempt)?;
        if header.demonstration || header.mode != "exam" {
            return Err(StoreError::NothingToSign);
        }
        if by == header.person {
            return Err(StoreError::OwnSignOff);
        }
        let named = self.named(by, None)?;
        let check = self.check_pin(by, pin, utc)?;
        if check == PinCheck::Right {
            self.append_word(attempt, utc, Fact::RoundAllowed { by: named })?;
        }
        Ok(check)
    }

    /// Writes down how sure we are that whoever goes on with an attempt is the one who began it.
    pub fn confirm_identity(
        &mut self,
        attempt: AttemptId,
        assurance: Assurance,
        witness: Option<Named>,
        utc: &str,
    ) -> Result<(), StoreError> {
        let header = self.progress(attempt)?.header;
        if witness.as_ref().is_some_and(|witness| witness.person == header.person) {
            return Err(StoreError::OwnWitness);
        }
        self.append_word(attempt, utc, Fact::IdentityConfirmed { assurance, witness })
    }

    /// Somebody as a fact names them: name and job title of now, sealed. `signs_as` stands in place of the job title.
    pub fn named(&self, person: PersonId, signs_as: Option<&str>) -> Result<Named, StoreError> {
        self.must_be_somebody(person)?;
        let known = self.people()?.into_iter().find(|known| known.id == person).ok_or(StoreError::UnknownPerson(person))?;
        let job_title = signs_as.map_or(known.job_title, str::to_owned);
        let person_sealed = self.seal_for(person, &to_json(&Identity { name: known.name, job_title }))?;
        Ok(Named { person, person_sealed })
    }

    /// Who a fact names; none when that person was erased.
    pub fn who_is(&self, named: &Named) -> Result<Option<Identity>, StoreError> {
        match self.unseal_identity(named.person, &named.person_sealed) {
            Ok(identity) => Ok(Some(identity)),
            Err(StoreError::ErasedPerson(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn append_word(&mut self, attempt: AttemptId, utc: &str, fact: Fact) -> Result<(), StoreError> {
        let appended = append_later(&mut self.db, self.device, attempt, Utc::new(utc)?, fact)?;
        let here = Position { n_entries: appended.n_entries, trace_bytes: appended.trace_bytes };
        self.seen.insert(attempt, here);
        Ok(())
    }
}
