//! The page on which a person chooses, changes or replaces their PIN.

use super::proving::{Tried, proof_view, taken};
use crate::app::{App, Go};
use anyhow::{Context as _, Result};
use curriculum::IdentityRule;
use egui::Ui;
use hud::language::t;
use hud::{OwnPinAction, OwnPinView, ProofState};
use store::Person;

pub(crate) struct OwnPin {
    person: Person,
    state: ProofState,
    view: OwnPinView,
}

impl OwnPin {
    pub(crate) fn open(app: &App) -> Result<Self> {
        let person = app.person.clone().context("nobody has said who they are")?;
        let view = OwnPinView { proof: proof_view(app, &person, IdentityRule::Pin)? };
        Ok(Self { person, state: ProofState::default(), view })
    }

    pub(crate) fn show(&mut self, ui: &mut Ui, app: &mut App) -> Option<Go> {
        match hud::own_pin(ui, &mut self.state, &self.view)? {
            OwnPinAction::Back => Some(Go::Home),
            OwnPinAction::Keep(proof) => match taken(app, &self.person, false, &proof) {
                Ok(Tried::Proven(_)) => Some(Go::Home),
                Ok(Tried::Refused(why)) => {
                    self.state.refuse(why);
                    None
                }
                Err(why) => Some(Go::problem(t("The PIN could not be kept"), &why)),
            },
        }
    }
}
