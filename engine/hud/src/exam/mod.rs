//! Around an exam: its rules in plain words, who proves who it is, who signs it off, and one's own PIN.
//!
//! Knows no record and no clock: the caller says whether an exam may begin, and judges every PIN. Start at [`exam`].

mod own_pin;
mod pad;
mod proof;
mod sign_off;

pub use own_pin::{OwnPinAction, OwnPinView, own_pin};
pub use proof::{Colleague, PinText, Proof, ProofState, ProofView};
pub use sign_off::{SignOffAction, SignOffState, SignOffView, sign_off};

use crate::icons::Icon;
use crate::language::{fill, t};
use crate::theme::{self, TARGET_IN_PLAY, Type, space};
use crate::widgets::{Button, at, begin, dialog_on_page, icon_line, say, set_live};
use egui::{Id, Key, Rect, Ui, pos2, vec2};
use ids::PersonId;
use proof::Asked;

/// What is said before an exam.
#[derive(Debug, Clone, Default)]
pub struct ExamView {
    pub title: String,
    /// True when an exam that was left goes on.
    pub goes_on: bool,
    /// The rules of this exam, a sentence each.
    pub rules: Vec<String>,
    /// Why it cannot begin; none when it can.
    pub refusal: Option<ExamRefusal>,
    pub proof: ProofView,
}

/// Why an exam cannot begin, and what can be done about it.
#[derive(Debug, Clone, Default)]
pub struct ExamRefusal {
    pub why: String,
    /// Somebody else may allow a further round, with their own PIN.
    pub can_be_allowed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExamAction {
    Back,
    Begin(Proof),
    /// Somebody else allows a further round.
    Allow {
        by: PersonId,
        pin: PinText,
    },
}

/// Shows the rules and asks for the proof, over the whole `ui`. Enter begins, Esc goes back.
pub fn exam(ui: &mut Ui, state: &mut ProofState, view: &ExamView) -> Option<ExamAction> {
    begin(ui);
    let why = view.refusal.as_ref().map(|refusal| refusal.why.clone()).unwrap_or_default();
    let spoken = fill("Exam: {title}. {rules} {why}", &[("title", &view.title), ("rules", &view.rules.join(" ")), ("why", &why)]);
    set_live(ui, Id::unique("exam"), ui.max_rect(), &spoken, false);
    let asked = match &view.refusal {
        None => Some(Asked::Proof),
        Some(refusal) if refusal.can_be_allowed => Some(Asked::Allowance),
        Some(_) => None,
    };
    let width = if asked.is_some() { 980.0 } else { 640.0 };
    dialog_on_page(ui, if asked.is_some() { "exam" } else { "exam-refused" }, width, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let Some(asked) = asked else {
            rules(ui, view);
            return back_alone(ui).then_some(ExamAction::Back);
        };
        let words = match (asked, view.goes_on) {
            (Asked::Allowance, _) => t("Allow another round"),
            (_, true) => t("Go on with the exam"),
            (_, false) => t("Start the exam"),
        };
        let mut given = None;
        beside(ui, |ui| rules(ui, view), |ui| given = proof::show(ui, state, &view.proof, asked, words));
        match given? {
            proof::Given::Back => Some(ExamAction::Back),
            proof::Given::Proof(Proof::Witness { by, pin }) if asked == Asked::Allowance => Some(ExamAction::Allow { by, pin }),
            proof::Given::Proof(proof) => Some(ExamAction::Begin(proof)),
        }
    })
}

fn rules(ui: &mut Ui, view: &ExamView) {
    let theme = theme::of(ui);
    let kicker = if view.goes_on { t("Exam, to go on with") } else { t("Exam") };
    say(ui, kicker, Type::NOTE.strong(), theme.oak);
    ui.add_space(space::XS);
    say(ui, &view.title, Type { size: 24.0, line: 32.0, ..Type::TITLE }, theme.ink);
    if let Some(refusal) = &view.refusal {
        ui.add_space(space::M);
        icon_line(ui, Icon::Hourglass, theme.oak, &refusal.why, Type::LEAD.medium(), theme.ink);
    }
    ui.add_space(space::L);
    for rule in &view.rules {
        icon_line(ui, Icon::Shield, theme.teal, rule, Type::BODY, theme.ink);
        ui.add_space(space::S + 2.0);
    }
}

fn back_alone(ui: &mut Ui) -> bool {
    ui.add_space(space::L);
    let by_key = ui.input(|input| input.key_pressed(Key::Escape));
    Button::primary(t("Back")).key("Esc").first(true).show(ui).clicked() || by_key
}

/// Two columns where there is room for them, else one below the other.
fn beside(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    if room.width() < 720.0 {
        left(ui);
        ui.add_space(space::L);
        right(ui);
        return;
    }
    let right_width = 420.0_f32.min(room.width() * 0.48);
    let left_rect = Rect::from_min_max(room.min, pos2(room.right() - right_width - space::PAGE, room.bottom()));
    let right_rect = Rect::from_min_max(pos2(room.right() - right_width, room.top()), room.max);
    let part = |ui: &mut Ui, salt: &'static str, rect: Rect, content: &mut dyn FnMut(&mut Ui)| {
        at(ui, salt, rect, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            content(ui);
            ui.min_rect().bottom()
        })
    };
    let (mut left, mut right) = (Some(left), Some(right));
    let left_bottom = part(ui, "left", left_rect, &mut |ui| left.take().into_iter().for_each(|left| left(ui)));
    let right_bottom = part(ui, "right", right_rect, &mut |ui| right.take().into_iter().for_each(|right| right(ui)));
    ui.allocate_space(vec2(room.width(), left_bottom.max(right_bottom) - room.top()));
}

/// The two buttons at the foot of a form. `None` while neither was chosen; true for the primary one.
fn primary_and_back(ui: &mut Ui, words: &str, enabled: bool) -> Option<bool> {
    let room = ui.available_rect_before_wrap();
    let primary = Button::primary(words).key("Enter").enabled(enabled);
    let back = Button::secondary(t("Not now")).key("Esc");
    let primary_width = primary.natural_width(ui);
    let beside = primary_width + space::M + back.natural_width(ui) <= room.width();
    let mut chosen = None;
    if at(ui, "primary", room, |ui| primary.show(ui)).clicked() {
        chosen = Some(true);
    }
    let corner = if beside { vec2(primary_width + space::M, 0.0) } else { vec2(0.0, TARGET_IN_PLAY + space::S) };
    let place = Rect::from_min_max(room.min + corner, pos2(room.right(), room.bottom() + TARGET_IN_PLAY));
    let by_key = ui.input(|input| input.key_pressed(Key::Escape));
    if at(ui, "back", place, |ui| back.show(ui)).clicked() || by_key {
        chosen = Some(false);
    }
    ui.allocate_space(vec2(room.width(), corner.y + TARGET_IN_PLAY));
    chosen
}
