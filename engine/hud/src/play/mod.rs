//! The screen of an attempt: step, toast, mode, caption, hints, label, pin, edge pointer, card, value, mistake.
//!
//! Knows no camera: where things are on the screen comes in as points. Knows no world keys: while nothing is to be answered
//! the caller handles keys such as E, H and Tab, and the buttons here only take the pointer. While
//! [`play_takes_keys`] says so, keys belong to what is open. Start at [`play`].

mod answers;
mod bubble;
mod caption;
mod card;
mod case;
mod case_card;
mod form;
mod help_line;
mod hints;
mod leaders;
pub(crate) mod loupe;
mod marks;
mod mode_bar;
pub(crate) mod names;
mod page;
mod pictures;
mod step_card;
mod value;
mod writing;

pub use loupe::LoupeView;
pub use names::{NamePlaces, NameView};
pub use pictures::{InPictures, PlaceView, ShownPicture, SignView};

use crate::keys::KeyNames;
use crate::mistake::{MistakeState, mistake};
use crate::settings::PointerMode;
use crate::theme;
use crate::widgets::begin;
use egui::{Pos2, Rect, TextureId, Ui, pos2};
use ids::{AnswerId, FieldId, ObjectId};
use session::{CardKind, CardView, ReadView, SessionView};

/// Everything shown during an attempt. Points are egui points (pixels over `pixels_per_point`).
#[derive(Debug, Clone)]
pub struct PlayView<'a> {
    pub session: &'a SessionView,
    pub keys: KeyNames,
    pub pointer: PointerMode,
    pub reduced_motion: bool,
    /// Any steady count of seconds; drives the pin's pulse.
    pub time_secs: f64,
    /// Where the target is, if it is in sight.
    pub pin: Option<PinView>,
    /// Where to turn for the target, if it is not.
    pub edge: Option<EdgePointer>,
    /// What is under the crosshair, the pointer or the keyboard focus.
    pub label: Option<LabelView>,
    pub caption: Option<CaptionView>,
    /// A sound that matters, such as "Phone rings".
    pub sound_caption: Option<String>,
    /// An alarm sounds: a sign says so for as long as it does.
    pub alarm: bool,
    /// What of smoke or mist a sign says for as long as it is there.
    pub fog: Option<String>,
    pub toast: Option<ToastView>,
    pub carried: Option<CarriedView>,
    /// Where a click would walk to.
    pub walk: Option<WalkHint>,
    /// Where an instrument being read is; its card keeps to the other side.
    pub read_at: Option<Pos2>,
    /// Where what the open card asks about is: the card keeps beside it.
    pub asked_about: Option<Rect>,
    /// The corners of where a mistake happened, clockwise.
    pub mistake_place: Option<[Pos2; 4]>,
    pub pictures: InPictures,
    /// Things whose names stand beside them, the first with the first choice of a place.
    pub names: Vec<NameView>,
    /// A magnifying glass over the room.
    pub loupe: Option<LoupeView>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PinView {
    /// Just above the target: the tip of the pin.
    pub at: Pos2,
}

/// The target is out of sight: at this side, and in words.
#[derive(Debug, Clone, PartialEq)]
pub struct EdgePointer {
    pub side: Side,
    /// What to find, such as "Fire extinguisher".
    pub name: String,
    /// Such as "Behind you, to the right".
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// The thing that would answer now.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelView {
    /// The object's name.
    pub name: String,
    /// Such as "Press"; empty when nothing can be done to it.
    pub verb: String,
    /// True when the key must be kept down.
    pub hold: bool,
    /// Chosen with Tab: the key acts on it, whatever the pointer does.
    pub by_key: bool,
    /// The middle of the object.
    pub anchor: Pos2,
    /// From its middle to its side, so that the label stands clear of it.
    pub half_width: f32,
    /// Which side to stand on, if the other would hide something; else the freer one.
    pub side: Option<Side>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CaptionView {
    pub speaker: String,
    /// Such as "your guide".
    pub role: String,
    pub text: String,
    pub portrait: Option<TextureId>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ToastView {
    /// Such as "badge on"; shown behind "Done:".
    pub text: String,
    /// True once it is on disk.
    pub saved: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CarriedView {
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WalkHint {
    pub at: Pos2,
    /// True until the person has walked that way once or twice.
    pub with_words: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlayAction {
    Pause,
    AskHint,
    /// Turn the view to the target.
    Face,
    /// The label was clicked: do what it says.
    Act,
    PutBack,
    Decide(Vec<AnswerId>),
    /// What was written on the open card.
    Write(String),
    /// Hand the open form in: every field with what stands in it, a choice with its id.
    HandIn(Vec<(FieldId, String)>),
    /// The open card was signed.
    Sign,
    /// In thousandths of the gauge's unit.
    EnterValue {
        gauge: ObjectId,
        milli: i64,
    },
    /// Leave the instrument without a value.
    StepBack,
    LookCloser,
    /// Leave an optional step out.
    Skip,
    /// Go to another picture of the place.
    GoToPicture(usize),
    /// The mistake or the page was read.
    Acknowledge,
}

/// What must outlive a frame: answers chosen, a value being typed, since when the pin stands.
#[derive(Debug, Clone, Default)]
pub struct PlayState {
    answers: answers::AnswersState,
    value: value::ValueState,
    writing: writing::WritingState,
    form: form::FormState,
    mistake: MistakeState,
    pin_since: Option<(usize, f64)>,
    /// Where names stood, from their things.
    names: NamePlaces,
    covered: Vec<Rect>,
    /// Where the label stood, and the way to it from its thing.
    label: Option<LabelPlace>,
}

/// Where a label was shown.
#[derive(Debug, Clone, Copy)]
struct LabelPlace {
    rect: Rect,
    /// The middle of its thing.
    thing: Pos2,
}

/// Where a point is as to the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtLabel {
    Off,
    /// Between the thing and its label.
    OnTheWay,
    On,
}

impl PlayState {
    /// True when a click at `point` is for the HUD and not for the room. For the frame last shown.
    pub fn covers(&self, point: Pos2) -> bool {
        self.covered.iter().any(|rect| rect.contains(point))
    }

    /// Whether a point is on the label, or on the way to it: then its thing is still meant. For the frame last shown.
    pub fn at_label(&self, point: Pos2) -> AtLabel {
        match self.label {
            Some(label) if label.rect.contains(point) => AtLabel::On,
            Some(label) if label.rect.union(Rect::from_pos(label.thing)).contains(point) => AtLabel::OnTheWay,
            _ => AtLabel::Off,
        }
    }
}

/// True while a card, a value or a mistake is open: then keys are for the HUD, and the caller keeps only Esc (pause).
pub fn play_takes_keys(session: &SessionView) -> bool {
    session.card.is_some() || session.read.is_some() || session.mistake.is_some() || session.page.is_some()
}

/// Shows the attempt over the whole `ui`, on top of the room's picture.
pub fn play(ui: &mut Ui, state: &mut PlayState, view: &PlayView<'_>) -> Vec<PlayAction> {
    begin(ui);
    let layout = Layout::of(ui.max_rect());
    state.covered.clear();
    state.label = None;
    let mut actions = Vec::new();
    if let Some(shown) = &view.session.mistake {
        state.covered.push(layout.screen);
        if mistake(ui, &mut state.mistake, shown, view.mistake_place).is_some() {
            actions.push(PlayAction::Acknowledge);
        }
        return actions;
    }
    state.mistake = MistakeState::default();
    // Under everything that is to be pressed.
    view.loupe.iter().for_each(|loupe| loupe::show(ui, loupe));
    if let Some(open) = &view.session.page {
        state.covered.push(layout.screen);
        let area = layout.between(mode_bar::bottom(&layout), layout.screen.bottom());
        if page::show(ui, open, &view.pictures.shown, area) {
            actions.push(PlayAction::Acknowledge);
        }
        mode_bar::show(ui, &layout, view, &mut actions);
    } else if let Some(card) = &view.session.card {
        state.covered.push(layout.screen);
        show_card(ui, &layout, state, view, card, &mut actions);
    } else if let Some(read) = &view.session.read {
        show_value(ui, &layout, state, view, read, &mut actions);
    } else {
        show_room(ui, &layout, state, view, &mut actions);
    }
    actions
}

/// A question, with the mode bar above it.
fn show_card(
    ui: &mut Ui,
    layout: &Layout,
    state: &mut PlayState,
    view: &PlayView<'_>,
    card: &CardView,
    actions: &mut Vec<PlayAction>,
) {
    let area = layout.between(mode_bar::bottom(layout), layout.screen.bottom());
    actions.extend(match card.kind {
        CardKind::Form => form::show(ui, &mut state.form, card, &view.pictures.shown, area),
        CardKind::Type | CardKind::Sign => writing::show(ui, &mut state.writing, card, &view.pictures.shown, area),
        _ => answers::show(ui, &mut state.answers, card, (area, view.asked_about), &view.pictures.shown, view.session.mode),
    });
    mode_bar::show(ui, layout, view, actions);
}

/// An instrument. With little room its card tells the instruction too.
fn show_value(
    ui: &mut Ui,
    layout: &Layout,
    state: &mut PlayState,
    view: &PlayView<'_>,
    read: &ReadView,
    actions: &mut Vec<PlayAction>,
) {
    let bar = mode_bar::show(ui, layout, view, actions);
    let step = if layout.narrow { Rect::NOTHING } else { step_card::show(ui, layout, view, bar, actions).0 };
    let card = value::show(ui, layout, &mut state.value, view, read, (bar, step), actions);
    state.covered.extend([bar, step, card]);
}

/// The room, free to act in.
fn show_room(ui: &mut Ui, layout: &Layout, state: &mut PlayState, view: &PlayView<'_>, actions: &mut Vec<PlayAction>) {
    pictures::signs(ui, layout, &view.pictures.signs);
    marks::on_the_room(ui, layout, state, view);
    let bar = mode_bar::show(ui, layout, view, actions);
    // With little height the way to a hint stands under the bar, and the step beside both.
    let hint_beside = if layout.short { hints::show(ui, layout, view, bar, actions) } else { None };
    let beside = hint_beside.map_or(bar, |hint| bar.union(hint));
    let (step, toast) = step_card::show(ui, layout, view, beside, actions);
    let hint = if layout.short { hint_beside } else { hints::show(ui, layout, view, bar, actions) };
    let under_bar = if layout.short { hint.map_or(bar, |hint| bar.union(hint)) } else { bar };
    let carried = hints::carried(ui, layout, view, under_bar, actions);
    let caption = caption::show(ui, layout, view, hint.filter(|_| !layout.short));
    let bottom = caption.map_or(layout.safe().bottom(), |rect| rect.top() - 12.0);
    let places = pictures::places(ui, layout, &view.pictures.places, bottom, actions);
    let mut panels = vec![bar, step];
    panels.extend([toast, hint, carried, caption, places].into_iter().flatten());
    if let Some(edge) = &view.edge {
        let bottom = caption.map_or(layout.screen.bottom(), |rect| rect.top());
        let below_toast = layout.between(toast.unwrap_or(step).bottom(), bottom);
        let free = if below_toast.height() < 70.0 { layout.between(step.bottom(), bottom) } else { below_toast };
        panels.push(marks::edge_pointer(ui, layout, view, edge, free, actions));
    }
    let names = names::show(ui, layout, state, view, &panels);
    if let Some(label) = &view.label {
        let in_the_way: Vec<Rect> = panels.iter().chain(&names).copied().chain(view.pin.map(marks::pin_rect)).collect();
        let rect = marks::show_label(ui, layout, view, label, &in_the_way, actions);
        panels.push(rect);
        state.label = Some(LabelPlace { rect, thing: label.anchor });
    }
    state.covered = panels;
}

/// The room there is.
#[derive(Debug, Clone, Copy)]
struct Layout {
    screen: Rect,
    /// The safe edge.
    edge: f32,
    narrow: bool,
    /// Too low for cards above each other, as with text of double size.
    short: bool,
}

impl Layout {
    fn of(screen: Rect) -> Self {
        Self {
            screen,
            edge: theme::edge_in_play(screen.size()),
            narrow: screen.width() < theme::NARROW,
            short: screen.height() < 480.0,
        }
    }

    fn safe(&self) -> Rect {
        self.screen.shrink(self.edge)
    }

    /// The safe area between two heights.
    fn between(&self, top: f32, bottom: f32) -> Rect {
        let safe = self.safe();
        Rect::from_min_max(pos2(safe.left(), top.max(safe.top())), pos2(safe.right(), bottom.min(safe.bottom())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_its_thing_a_pointer_reaches_the_label() {
        let rect = Rect::from_min_max(pos2(690.0, 500.0), pos2(862.0, 548.0));
        let label = Some(LabelPlace { rect, thing: pos2(945.0, 524.0) });
        let state = PlayState { label, ..PlayState::default() };
        let at: Vec<AtLabel> = [940.0, 900.0, 870.0, 800.0, 600.0].map(|x| state.at_label(pos2(x, 526.0))).to_vec();
        assert_eq!(at, [AtLabel::OnTheWay, AtLabel::OnTheWay, AtLabel::OnTheWay, AtLabel::On, AtLabel::Off]);
        assert_eq!(PlayState::default().at_label(pos2(800.0, 526.0)), AtLabel::Off);
    }
}
