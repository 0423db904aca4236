//! The rail of Home beside certificates: what waits for a signature, and one's own PIN.

use super::lists::head;
use super::{HomeAction, WaitingSignOff};
use crate::language::{fill, t};
use crate::theme::{self, TARGET, Type};
use crate::widgets::{Button, rule, say, split};
use egui::{Margin, Ui};

/// Exams that wait for their practical part, each with the way to its signature.
pub fn waiting(ui: &mut Ui, waiting: &[WaitingSignOff]) -> Option<HomeAction> {
    let theme = theme::of(ui);
    let mut action = None;
    theme::card(&theme).inner_margin(Margin::symmetric(20, 16)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui, t("Waiting for sign-off"), "");
        for (idx, one) in waiting.iter().enumerate() {
            if idx > 0 {
                rule(ui);
            }
            ui.add_space(10.0);
            let spoken = fill("Sign off {title}", &[("title", &one.title)]);
            let clicked = ui.push_id(idx, |ui| row(ui, &one.title, &one.words, t("Sign off"), &spoken)).inner;
            action = clicked.then_some(HomeAction::SignOff(one.attempt)).or(action.take());
            ui.add_space(10.0);
        }
    });
    action
}

/// The person's own PIN.
pub fn own_pin(ui: &mut Ui, has_pin: bool) -> Option<HomeAction> {
    let theme = theme::of(ui);
    let card = theme::card(&theme).inner_margin(Margin::symmetric(20, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let (does, name, spoken) = if has_pin {
            (t("Exams ask for it."), t("Change"), t("Change your PIN"))
        } else {
            (t("Not set yet. Exams ask for it."), t("Choose"), t("Choose your PIN"))
        };
        row(ui, t("Your PIN"), does, name, spoken)
    });
    card.inner.then_some(HomeAction::OpenPin)
}

/// Two lines of text and a button at the right. True when it was pressed.
fn row(ui: &mut Ui, title: &str, words: &str, button: &str, spoken: &str) -> bool {
    let theme = theme::of(ui);
    let button = Button::secondary(button).spoken(spoken).height(TARGET);
    let width = button.natural_width(ui);
    let mut clicked = false;
    let text = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        say(ui, title, Type::BODY.strong(), theme.ink);
        say(ui, words, Type::NOTE, theme.ink_3);
    };
    split(ui, width, text, |ui| clicked = button.show(ui).clicked());
    clicked
}
