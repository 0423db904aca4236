//! A proof of who somebody is, judged by the store: with their own PIN, or with somebody else's word.

use super::words::pin_refusal;
use crate::app::App;
use crate::clock::utc_now;
use crate::opening::Proven;
use anyhow::{Context as _, Result};
use curriculum::IdentityRule;
use hud::{Colleague, Proof, ProofView};
use ids::PersonId;
use record::Assurance;
use store::{Person, PinCheck, StoreError};

/// What became of a proof.
pub(super) enum Tried {
    Proven(Proven),
    /// Why not, in a sentence.
    Refused(String),
}

/// What the form needs to know of the people on this PC.
pub(super) fn proof_view(app: &App, person: &Person, rule: IdentityRule) -> Result<ProofView> {
    let owners = app.store.pin_owners()?;
    let colleague = |other: Person| Colleague {
        has_pin: owners.contains(&other.id),
        id: other.id,
        name: other.name,
        job_title: other.job_title,
    };
    let others = app.store.people()?.into_iter().filter(|other| other.id != person.id);
    Ok(ProofView {
        person: person.name.clone(),
        has_pin: owners.contains(&person.id),
        takes_pin: rule.takes_pin(),
        takes_witness: rule.takes_witness(),
        colleagues: others.map(colleague).collect(),
    })
}

/// Judges a proof; a first or a new PIN is kept on the way.
pub(super) fn taken(app: &mut App, person: &Person, takes_witness: bool, proof: &Proof) -> Result<Tried> {
    let utc = utc_now();
    let (judged, who, witness) = match proof {
        Proof::Pin(pin) => (app.store.check_pin(person.id, &pin.0, &utc), person.id, None),
        Proof::FirstPin(pin) => (app.store.set_first_pin(person.id, &pin.0, &utc).map(|()| PinCheck::Right), person.id, None),
        Proof::ChangedPin { old, new } => (app.store.change_pin(person.id, &old.0, &new.0, &utc), person.id, None),
        Proof::Witness { by, .. } if *by == person.id => (Err(StoreError::OwnWitness), *by, None),
        Proof::Witness { by, pin } => (app.store.check_pin(*by, &pin.0, &utc), *by, Some(*by)),
        Proof::ForgottenPin { by, pin, new } => (app.store.reset_pin(person.id, *by, &pin.0, &new.0, &utc), *by, Some(*by)),
    };
    let check = match judged {
        Ok(check) => check,
        Err(why @ (StoreError::BadPin(_) | StoreError::PinIsSet | StoreError::OwnWitness)) => {
            return Ok(Tried::Refused(crate::screens::sentence(&why.to_string())));
        }
        Err(why) => return Err(why.into()),
    };
    if let Some(why) = pin_refusal(&name_of(app, who)?, check) {
        return Ok(Tried::Refused(why));
    }
    // Somebody else's word stands for the person, unless the module wants their own PIN: then it stands beside it.
    let is_witnessed = witness.is_some() && takes_witness;
    let assurance = if is_witnessed { Assurance::Witnessed } else { Assurance::Pin };
    let witness = witness.map(|by| app.store.named(by, None)).transpose()?;
    Ok(Tried::Proven(Proven { assurance, witness, test_out: false }))
}

pub(super) fn name_of(app: &App, person: PersonId) -> Result<String> {
    let people = app.store.people()?;
    Ok(people.into_iter().find(|known| known.id == person).context("nobody has this name here any more")?.name)
}
