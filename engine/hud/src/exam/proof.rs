//! The form in which somebody proves who they are: with their own PIN, with a colleague's, or with a new one.
//!
//! What is typed lies in [`ProofState`], which never shows it. Start at [`show`].

use super::pad::{PinField, digit_pad, pin_field};
use super::primary_and_back;
use crate::icons::Icon;
use crate::language::{fill, t};
use crate::theme::{self, TARGET, Type, space};
use crate::widgets::{at, avatar, icon_line, link, paint_left, say, segmented, set_live, tile};
use crate::words::given_name;
use egui::accesskit::Role;
use egui::{Id, ScrollArea, Ui, pos2, vec2};
use ids::PersonId;
use std::fmt;

/// Digits that nobody may read, a program's log included.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PinText(pub String);

impl fmt::Debug for PinText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PinText(hidden)")
    }
}

/// Somebody else on this PC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    pub id: PersonId,
    pub name: String,
    pub job_title: String,
    /// Only who has a PIN can vouch for others.
    pub has_pin: bool,
}

/// What the form is about.
#[derive(Debug, Clone, Default)]
pub struct ProofView {
    /// Who is to be proved.
    pub person: String,
    pub has_pin: bool,
    pub takes_pin: bool,
    pub takes_witness: bool,
    pub colleagues: Vec<Colleague>,
}

/// What somebody offers as a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    Pin(PinText),
    /// Their first one, typed twice alike.
    FirstPin(PinText),
    /// Somebody else says that it is them.
    Witness {
        by: PersonId,
        pin: PinText,
    },
    /// Somebody else says that it is them, and they choose another PIN.
    ForgottenPin {
        by: PersonId,
        pin: PinText,
        new: PinText,
    },
    /// Only on the page of one's own PIN.
    ChangedPin {
        old: PinText,
        new: PinText,
    },
}

/// What is being typed.
#[derive(Debug, Clone, Default)]
pub struct ProofState {
    way: Way,
    pins: [PinText; 3],
    active: usize,
    pub(super) colleague: Option<PersonId>,
    /// What was wrong with the last try, in a sentence.
    complaint: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Way {
    #[default]
    Pin,
    Witness,
    Forgotten,
}

/// What a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Proof,
    /// Somebody else's word, whatever way the module takes.
    Allowance,
    /// A signature: a colleague and their PIN, chosen among other fields.
    Signature,
    /// A first PIN, or another one.
    OwnPin,
}

/// What came of a form in a frame.
pub(super) enum Given {
    Back,
    Proof(Proof),
}

impl ProofState {
    /// The last try was not taken: the digits are gone, the reason stands there.
    pub fn refuse(&mut self, why: String) {
        self.pins = Default::default();
        self.active = 0;
        self.complaint = Some(why);
    }
}

/// Shows the form over the available width. `words` are the primary button's.
pub(super) fn show(ui: &mut Ui, state: &mut ProofState, view: &ProofView, asked: Asked, words: &str) -> Option<Given> {
    let way = way_of(state, view, asked);
    head(ui, view, asked);
    if asked == Asked::Proof && view.takes_pin && view.takes_witness && way != Way::Forgotten {
        let width = ui.available_width();
        if segmented(ui, t("Proof"), &[(Way::Pin, t("My PIN")), (Way::Witness, t("A witness"))], &mut state.way, width) {
            state.refuse(String::new());
            state.complaint = None;
        }
        ui.add_space(space::L);
    }
    let way = way_of(state, view, asked);
    let mut submitted = false;
    if way != Way::Pin {
        colleague_part(ui, state, view, way, asked);
    }
    let active = state.active.min(fields(way, view, asked).len().saturating_sub(1));
    for (place, name) in fields(way, view, asked).into_iter().enumerate() {
        if way != Way::Pin && state.colleague.is_none() {
            break;
        }
        // A press on the pad takes the focus away; it goes back to the field that is being filled in.
        let look = PinField { name, place, is_first: place == active, is_wrong: state.complaint.is_some() && place == 0 };
        submitted |= pin_field(ui, &look, &mut state.pins[place], &mut state.active);
    }
    complaint(ui, state);
    let is_ready = way == Way::Pin || state.colleague.is_some();
    if is_ready {
        let active = state.active.min(fields(way, view, asked).len().saturating_sub(1));
        if digit_pad(ui, &mut state.pins[active]) {
            state.complaint = None;
        }
        ui.add_space(space::M);
    }
    forgotten_link(ui, state, view, asked, way);
    match primary_and_back(ui, words, is_ready) {
        Some(false) => return Some(Given::Back),
        Some(true) => submitted = true,
        None => {}
    }
    (submitted && is_ready).then(|| submit(state, view, asked)).flatten().map(Given::Proof)
}

fn way_of(state: &ProofState, view: &ProofView, asked: Asked) -> Way {
    match (asked, state.way) {
        (Asked::Allowance | Asked::Signature, _) => Way::Witness,
        (_, Way::Forgotten) => Way::Forgotten,
        (Asked::OwnPin, _) => Way::Pin,
        _ if !view.takes_pin => Way::Witness,
        _ if !view.takes_witness => Way::Pin,
        (_, way) => way,
    }
}

fn head(ui: &mut Ui, view: &ProofView, asked: Asked) {
    let theme = theme::of(ui);
    let name = given_name(&view.person);
    let (title, line) = match asked {
        Asked::Proof => {
            (fill("Confirm that it is you, {name}", &[("name", &name)]), t("An exam goes on record under your name."))
        }
        Asked::Allowance => {
            (t("Allow another round").to_owned(), t("Somebody responsible may allow it. It goes on record under their name."))
        }
        Asked::Signature => (t("Who signs?").to_owned(), t("The signature goes on record under that name.")),
        Asked::OwnPin if view.has_pin => (t("Choose another PIN").to_owned(), t("Exams and signatures ask for it.")),
        Asked::OwnPin => (t("Choose your PIN").to_owned(), t("Exams and signatures ask for it. Keep it to yourself.")),
    };
    say(ui, &title, Type::HEAD, theme.ink);
    ui.add_space(space::XS);
    say(ui, line, Type::BODY, theme.ink_2);
    ui.add_space(space::L);
}

/// The names of the PIN fields, in order.
fn fields(way: Way, view: &ProofView, asked: Asked) -> Vec<&'static str> {
    match (way, asked) {
        (Way::Pin, Asked::OwnPin) if view.has_pin => vec![t("Your PIN until now"), t("New PIN"), t("New PIN again")],
        (Way::Pin, _) if view.has_pin => vec![t("Your PIN")],
        (Way::Pin, _) => vec![t("Choose a PIN"), t("The same PIN again")],
        (Way::Witness, _) => vec![t("Their PIN")],
        (Way::Forgotten, _) => vec![t("Their PIN"), t("Your new PIN"), t("Your new PIN again")],
    }
}

/// The people to choose from, or the one who was chosen, and what they confirm.
fn colleague_part(ui: &mut Ui, state: &mut ProofState, view: &ProofView, way: Way, asked: Asked) {
    let theme = theme::of(ui);
    let able: Vec<&Colleague> = view.colleagues.iter().filter(|colleague| colleague.has_pin).collect();
    let chosen = able.iter().find(|colleague| Some(colleague.id) == state.colleague);
    let name = given_name(&view.person);
    if let Some(chosen) = chosen {
        colleague_row(ui, chosen, true, false);
        ui.add_space(space::S);
        let line = match asked {
            Asked::Allowance => fill("“I allow {name} another round of attempts.”", &[("name", &name)]),
            Asked::Signature => String::new(),
            _ => fill("“I see that this is {name}.”", &[("name", &view.person)]),
        };
        if !line.is_empty() {
            say(ui, &line, Type::BODY.medium(), theme.ink);
        }
        if link(ui, t("Somebody else"), Type::BODY).clicked() {
            state.colleague = None;
        }
        return;
    }
    state.colleague = None;
    if able.is_empty() {
        let line = t("Nobody else on this PC has a PIN yet. They set it on their own home screen, under Your PIN.");
        icon_line(ui, Icon::Help, theme.oak, line, Type::BODY, theme.ink);
        ui.add_space(space::L);
        return;
    }
    let line = match (asked, way) {
        (Asked::Signature, _) => "",
        (Asked::Allowance, _) => t("Who allows it?"),
        (_, Way::Forgotten) => t("Who confirms that it is you?"),
        _ => t("Who confirms it?"),
    };
    if !line.is_empty() {
        say(ui, line, Type::BODY.strong(), theme.ink);
    }
    // Room for the ring around the first one.
    let height = (able.len().min(4) as f32) * (TARGET + space::S) + space::S;
    ScrollArea::vertical().id_salt("colleagues").max_height(height).show(ui, |ui| {
        ui.add_space(space::S);
        for (idx, colleague) in able.iter().enumerate() {
            if colleague_row(ui, colleague, false, idx == 0) {
                state.colleague = Some(colleague.id);
                state.refuse(String::new());
                state.complaint = None;
                state.active = 0;
            }
            ui.add_space(space::S);
        }
    });
    ui.add_space(space::S);
}

fn colleague_row(ui: &mut Ui, colleague: &Colleague, is_chosen: bool, is_first: bool) -> bool {
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TARGET));
    let rect = rect.shrink2(vec2(6.0, 0.0));
    let words = if colleague.job_title.is_empty() {
        colleague.name.clone()
    } else {
        format!("{} · {}", colleague.name, colleague.job_title)
    };
    let id = ui.make_persistent_id(("colleague", colleague.id));
    let response = tile(ui, rect, id, &words, Role::RadioButton, Some(is_chosen), is_first);
    avatar(ui, pos2(rect.left() + 24.0, rect.center().y), 30.0, &colleague.name);
    let (x, y, width) = (rect.left() + 48.0, rect.center().y, rect.width() - 60.0);
    if colleague.job_title.is_empty() {
        paint_left(ui.painter(), ui, pos2(x, y), &colleague.name, Type::BODY.strong(), theme.ink, width);
    } else {
        paint_left(ui.painter(), ui, pos2(x, y - 9.0), &colleague.name, Type::NOTE.strong(), theme.ink, width);
        paint_left(ui.painter(), ui, pos2(x, y + 9.0), &colleague.job_title, Type::SMALL, theme.ink_2, width);
    }
    response.clicked()
}

fn complaint(ui: &mut Ui, state: &ProofState) {
    let theme = theme::of(ui);
    let Some(complaint) = state.complaint.as_ref().filter(|complaint| !complaint.is_empty()) else { return };
    let rect = icon_line(ui, Icon::TriangleAlert, theme.critical, complaint, Type::BODY, theme.critical);
    set_live(ui, Id::unique("pin-complaint"), rect, complaint, true);
    ui.add_space(space::M);
}

fn forgotten_link(ui: &mut Ui, state: &mut ProofState, view: &ProofView, asked: Asked, way: Way) {
    if !view.has_pin || matches!(asked, Asked::Allowance | Asked::Signature) {
        return;
    }
    let (words, to) = match way {
        Way::Pin => (t("I forgot my PIN"), Way::Forgotten),
        Way::Forgotten => (t("I remember my PIN"), Way::Pin),
        Way::Witness => return,
    };
    if at_cursor(ui, words) {
        *state = ProofState { way: to, ..ProofState::default() };
    }
}

fn at_cursor(ui: &mut Ui, words: &str) -> bool {
    let room = ui.available_rect_before_wrap();
    let clicked = at(ui, "forgotten", room, |ui| link(ui, words, Type::BODY)).clicked();
    ui.allocate_space(vec2(room.width(), TARGET + space::S));
    clicked
}

/// The proof, or a complaint about how it was typed.
fn submit(state: &mut ProofState, view: &ProofView, asked: Asked) -> Option<Proof> {
    let way = way_of(state, view, asked);
    let n_fields = fields(way, view, asked).len();
    if let Some(empty) = state.pins[..n_fields].iter().position(|pin| pin.0.is_empty()) {
        state.active = empty;
        let is_again = n_fields > 1 && empty + 1 == n_fields;
        let words = if is_again { t("Type the same PIN once more.") } else { t("Type the PIN first: 4 to 8 digits.") };
        state.complaint = Some(words.to_owned());
        return None;
    }
    let is_twice_alike = n_fields == 1 || state.pins[n_fields - 2] == state.pins[n_fields - 1];
    if !is_twice_alike {
        state.refuse(t("The two new PINs differ. Type the same digits twice.").to_owned());
        state.active = 0;
        return None;
    }
    let [first, second, _] = state.pins.clone();
    let proof = match (way, state.colleague) {
        (Way::Pin, _) if n_fields == 3 => Proof::ChangedPin { old: first, new: second },
        (Way::Pin, _) if n_fields == 2 => Proof::FirstPin(first),
        (Way::Pin, _) => Proof::Pin(first),
        (Way::Witness, Some(by)) => Proof::Witness { by, pin: first },
        (Way::Forgotten, Some(by)) => Proof::ForgottenPin { by, pin: first, new: second },
        (_, None) => return None,
    };
    state.pins = Default::default();
    state.complaint = None;
    state.active = 0;
    Some(proof)
}
