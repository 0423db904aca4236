//! One's own PIN: chosen, changed, or replaced when it was forgotten.

use super::proof::{self, Asked, Given, Proof, ProofState, ProofView};
use crate::language::t;
use crate::theme::{self, Type, space};
use crate::widgets::{begin, dialog_on_page, say};
use egui::Ui;

/// Whose PIN it is.
#[derive(Debug, Clone, Default)]
pub struct OwnPinView {
    pub proof: ProofView,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnPinAction {
    Back,
    Keep(Proof),
}

/// Shows the page over the whole `ui`. Enter keeps the PIN, Esc goes back.
pub fn own_pin(ui: &mut Ui, state: &mut ProofState, view: &OwnPinView) -> Option<OwnPinAction> {
    begin(ui);
    dialog_on_page(ui, "own-pin", 480.0, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let theme = theme::of(ui);
        say(ui, &view.proof.person, Type::NOTE.strong(), theme.oak);
        ui.add_space(space::XS);
        Some(match proof::show(ui, state, &view.proof, Asked::OwnPin, t("Keep this PIN"))? {
            Given::Back => OwnPinAction::Back,
            Given::Proof(proof) => OwnPinAction::Keep(proof),
        })
    })
}
