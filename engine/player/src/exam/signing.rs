//! The page on which an assessor signs the practical part of a passed exam.

use super::proving::{name_of, proof_view};
use super::words::{self, pin_refusal};
use crate::app::{App, Go};
use crate::clock::utc_now;
use crate::screens::sentence;
use anyhow::{Context as _, Result};
use curriculum::IdentityRule;
use egui::Ui;
use hud::language::{fill, t};
use hud::{SignOffAction, SignOffState, SignOffView};
use ids::AttemptId;
use record::SignedOff;
use store::{Signature, StoreError};

pub(crate) struct Signing {
    attempt: AttemptId,
    state: SignOffState,
    view: SignOffView,
}

impl Signing {
    pub(crate) fn open(app: &App, attempt: AttemptId) -> Result<Self> {
        let progress = app.store.progress(attempt)?;
        let person = app.person.clone().context("nobody has said who they are")?;
        let shelf = app.library.module(progress.header.module.as_str());
        let module = shelf.and_then(|shelf| shelf.module.clone()).context("the module of this attempt is not here any more")?;
        let rule = module.sign_off.as_ref().context("this module asks for no practical part")?;
        let closing = progress.closing.as_ref().context("this attempt has not ended")?;
        let before = progress.sign_offs.iter().map(|said| said_before(app, &progress.header, said)).collect::<Result<_>>()?;
        let view = SignOffView {
            title: module.title.clone(),
            trainee: person.name.clone(),
            ask: rule.ask.clone(),
            by: rule.by.clone(),
            passed: fill(
                "exam passed on {date} with {n} %",
                &[("date", &words::day(&closing.utc)), ("n", &(closing.score_permille / 10))],
            ),
            before,
            proof: proof_view(app, &person, IdentityRule::Witness)?,
        };
        Ok(Self { attempt, state: SignOffState::default(), view })
    }

    pub(crate) fn show(&mut self, ui: &mut Ui, app: &mut App) -> Option<Go> {
        let (by, pin, signature) = match hud::sign_off(ui, &mut self.state, &self.view)? {
            SignOffAction::Back => return Some(Go::Home),
            SignOffAction::Sign { by, pin, signs_as, outcome, note } => {
                (by, pin, Signature { attempt: self.attempt, by, signs_as, outcome, note })
            }
        };
        let signed = app.store.sign_off(&signature, &pin.0, &utc_now());
        let refusal = match signed {
            Ok(check) => match name_of(app, by) {
                Ok(name) => pin_refusal(&name, check),
                Err(why) => return Some(Go::problem(t("This could not be signed"), &why)),
            },
            Err(why @ (StoreError::BadText { .. } | StoreError::OwnSignOff)) => Some(sentence(&why.to_string())),
            Err(why) => return Some(Go::problem(t("This could not be signed"), &why.into())),
        };
        match refusal {
            Some(why) => {
                self.state.proof.refuse(why);
                None
            }
            None => Some(Go::Home),
        }
    }
}

/// "Not yet · Ben (Technician), 22 November: gloves before gown".
fn said_before(app: &App, header: &record::Header, said: &SignedOff) -> Result<String> {
    let who = match app.store.who_is(&said.by)? {
        Some(who) => format!("{} ({})", who.name, who.job_title),
        None => t("somebody whose data were erased").to_owned(),
    };
    let note = match said.note_sealed.as_str() {
        "" => String::new(),
        sealed => format!(": {}", app.store.unseal(header.person, sealed)?),
    };
    Ok(format!("{} · {who}, {}{note}", words::outcome(said.outcome), words::day(&said.utc)))
}
