//! The practical part: an assessor says what they have seen, and signs with their own PIN.

use super::beside;
use super::proof::{self, Asked, Given, PinText, Proof, ProofState, ProofView};
use crate::icons::Icon;
use crate::language::{fill, t};
use crate::theme::{self, TARGET_IN_PLAY, Type, space};
use crate::widgets::{Field, begin, dialog_on_page, field, icon_line, say, segmented, set_live};
use egui::{Id, Ui};
use ids::PersonId;
use record::SignOff;

const NOTE_MAX_CHARS: usize = 500;
const TITLE_MAX_CHARS: usize = 120;

/// What is to be signed.
#[derive(Debug, Clone, Default)]
pub struct SignOffView {
    pub title: String,
    pub trainee: String,
    /// What the assessor has to have seen.
    pub ask: String,
    /// Who may sign, such as "an infection control nurse".
    pub by: String,
    /// Such as "Exam passed on 22 November with 92 %".
    pub passed: String,
    /// What was signed before, a line each, the latest last.
    pub before: Vec<String>,
    pub proof: ProofView,
}

/// What is being typed.
#[derive(Debug, Clone, Default)]
pub struct SignOffState {
    pub proof: ProofState,
    outcome: Option<SignOff>,
    signs_as: String,
    note: String,
    /// Whose job title stands in `signs_as`.
    known: Option<PersonId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignOffAction {
    Back,
    Sign { by: PersonId, pin: PinText, signs_as: String, outcome: SignOff, note: String },
}

/// Shows the page over the whole `ui`. Enter signs once an outcome and an assessor are chosen, Esc goes back.
pub fn sign_off(ui: &mut Ui, state: &mut SignOffState, view: &SignOffView) -> Option<SignOffAction> {
    begin(ui);
    let spoken = fill(
        "Sign-off of {title} for {trainee}. {ask}",
        &[("title", &view.title), ("trainee", &view.trainee), ("ask", &view.ask)],
    );
    set_live(ui, Id::unique("sign-off"), ui.max_rect(), &spoken, false);
    dialog_on_page(ui, "sign-off", 980.0, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let SignOffState { proof, outcome, signs_as, note, known } = state;
        if proof.colleague != *known {
            let assessor = view.proof.colleagues.iter().find(|colleague| Some(colleague.id) == proof.colleague);
            *signs_as = assessor.map(|assessor| assessor.job_title.clone()).unwrap_or_default();
            *known = proof.colleague;
        }
        let mut given = None;
        let mut asked = (outcome, signs_as, note);
        beside(
            ui,
            |ui| what_was_seen(ui, view, &mut asked, known.is_some()),
            |ui| given = proof::show(ui, proof, &view.proof, Asked::Signature, t("Sign")),
        );
        let (by, pin) = match given? {
            Given::Back => return Some(SignOffAction::Back),
            Given::Proof(Proof::Witness { by, pin }) => (by, pin),
            Given::Proof(_) => return None,
        };
        let (outcome, signs_as, note) = asked;
        let Some(outcome) = *outcome else {
            proof.refuse(t("Choose first: confirmed, or not yet.").to_owned());
            return None;
        };
        if signs_as.trim().is_empty() {
            proof.refuse(t("Write what you sign as, such as your qualification.").to_owned());
            return None;
        }
        let (signs_as, note) = (signs_as.trim().to_owned(), note.trim().to_owned());
        Some(SignOffAction::Sign { by, pin, signs_as, outcome, note })
    })
}

fn what_was_seen(
    ui: &mut Ui,
    view: &SignOffView,
    (outcome, signs_as, note): &mut (&mut Option<SignOff>, &mut String, &mut String),
    has_assessor: bool,
) {
    let theme = theme::of(ui);
    say(ui, t("Practical part, to be signed off"), Type::NOTE.strong(), theme.oak);
    ui.add_space(space::XS);
    say(ui, &view.title, Type { size: 24.0, line: 32.0, ..Type::TITLE }, theme.ink);
    say(ui, &format!("{} · {}", view.trainee, view.passed), Type::BODY, theme.ink_2);
    ui.add_space(space::L);
    icon_line(ui, Icon::Hand, theme.teal, &view.ask, Type::LEAD, theme.ink);
    ui.add_space(space::S);
    let by = fill("To be signed by {by}.", &[("by", &view.by)]);
    icon_line(ui, Icon::Person, theme.teal, &by, Type::BODY, theme.ink_2);
    for line in &view.before {
        ui.add_space(space::S);
        icon_line(ui, Icon::Document, theme.ink_3, line, Type::NOTE, theme.ink_2);
    }
    ui.add_space(space::L);
    say(ui, t("What have you seen?"), Type::BODY.strong(), theme.ink);
    ui.add_space(space::XS);
    let choices = [(Some(SignOff::Confirmed), t("Confirmed")), (Some(SignOff::NotYet), t("Not yet"))];
    let width = ui.available_width();
    segmented(ui, t("What have you seen?"), &choices, outcome, width);
    ui.add_space(space::M);
    if has_assessor {
        text_field(ui, t("Signs as"), t("Such as your qualification"), TITLE_MAX_CHARS, signs_as);
    }
    text_field(ui, t("Note"), t("What to work on, or nothing"), NOTE_MAX_CHARS, note);
}

fn text_field(ui: &mut Ui, name: &str, hint: &str, max_chars: usize, value: &mut String) {
    let theme = theme::of(ui);
    say(ui, name, Type::BODY.strong(), theme.ink);
    ui.add_space(space::XS);
    let look = Field {
        id: Id::unique(("sign-off", name)),
        name,
        hint,
        icon: None,
        unit: "",
        text: Type::BODY,
        height: TARGET_IN_PLAY,
        max_chars,
        is_first: false,
        is_wrong: false,
    };
    field(ui, &look, value);
    ui.add_space(space::M);
}
