//! Author mode over the room: the file and its state, the steps, what is under the pointer, and the first problem.
//!
//! Knows no file and no compiler: the lines of an excerpt come as text. Start at [`author`]; `labels` paints what stands in the
//! room, `panels` what lies over it.

mod labels;
mod panels;
mod problem;

use crate::theme::{self, space};
use crate::widgets::begin;
use egui::{Key, Pos2, Rect, Ui, pos2, vec2};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorStepStatus {
    Done,
    Current,
    Todo,
    /// The first problem is in this step.
    Problem,
}

#[derive(Debug, Clone)]
pub struct AuthorStep {
    pub say: String,
    pub status: AuthorStepStatus,
}

/// A name at its place in the room.
#[derive(Debug, Clone)]
pub struct AuthorLabel {
    /// What it points at.
    pub at: Pos2,
    pub words: String,
    pub is_chosen: bool,
}

/// What is under the pointer, or chosen.
#[derive(Debug, Clone)]
pub struct AuthorObject {
    pub title: String,
    /// "Node", "Desk_Monitor".
    pub rows: Vec<(&'static str, String)>,
    /// Lines of TOML.
    pub lines: String,
}

/// The first problem of the file, with the lines around it.
#[derive(Debug, Clone)]
pub struct AuthorProblem {
    pub is_error: bool,
    pub code: String,
    pub title: String,
    /// "first-day/module.toml:214:45".
    pub place: String,
    /// Of the first of `lines`, from 1.
    pub first_number: u32,
    pub lines: Vec<String>,
    /// From 1, and in characters.
    pub line: u32,
    pub column: u32,
    pub width: u32,
    pub message: String,
    pub advice: String,
    /// The manual of the check.
    pub manual: String,
    pub n_more: usize,
    /// It stands at a line that an editor can open.
    pub can_open: bool,
}

#[derive(Debug, Clone)]
pub struct AuthorView {
    pub file: String,
    /// How the file stands, from the longest wording to the shortest.
    pub state: [String; 3],
    pub has_errors: bool,
    /// "Reloaded in 0.2 s".
    pub reloaded: Option<String>,
    pub labels_shown: bool,
    pub steps: Vec<AuthorStep>,
    pub labels: Vec<AuthorLabel>,
    /// Lines on the floor: edges of zones.
    pub edges: Vec<[Pos2; 2]>,
    /// Dots on the floor: the way to where the step is done.
    pub path: Vec<Pos2>,
    pub object: Option<AuthorObject>,
    pub was_copied: bool,
    pub problem: Option<AuthorProblem>,
    /// False when nothing has compiled yet: there is no room behind.
    pub over_scene: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorAction {
    PlayOn,
    ShowLabels(bool),
    /// To a step, by index.
    Jump(usize),
    Copy,
    /// The file, in the author's editor: at the problem, else at what is pointed at, else at the step.
    Open,
    /// Shows the next of several problems.
    NextProblem,
}

/// What outlives a frame.
#[derive(Debug, Clone, Default)]
pub struct AuthorState {
    /// The step that the keys would jump to, while the list has them.
    pub list_at: Option<usize>,
    manual_open: bool,
    covered: Vec<Rect>,
    /// The current step when it was scrolled to last.
    seen_idx: Option<usize>,
}

impl AuthorState {
    /// True where a panel lies over the room.
    pub fn covers(&self, at: Pos2) -> bool {
        self.covered.iter().any(|rect| rect.contains(at))
    }
}

/// Where the panels lie in a window of a size.
struct Places {
    bar: Rect,
    list: Rect,
    object: Rect,
    problem: Rect,
}

impl Places {
    fn of(screen: Rect, has_problem: bool) -> Self {
        let safe = screen.shrink(space::M.min(theme::edge_in_play(screen.size())));
        let bar = Rect::from_min_size(safe.min, vec2(safe.width(), 52.0));
        let height = if has_problem { 168.0_f32.min(safe.height() * 0.42) } else { 0.0 };
        let problem = Rect::from_min_max(pos2(safe.left(), safe.bottom() - height), safe.max);
        let top = bar.bottom() + space::M;
        let bottom = if has_problem { problem.top() - space::M } else { safe.bottom() };
        let (list_width, object_width) = (276.0_f32.min(safe.width() * 0.42), 308.0_f32.min(safe.width() * 0.5));
        let list = Rect::from_min_max(pos2(safe.left(), top), pos2(safe.left() + list_width, bottom.min(top + 420.0)));
        let object = Rect::from_min_max(pos2(safe.right() - object_width, top), pos2(safe.right(), bottom));
        Self { bar, list, object, problem }
    }
}

/// Shows the overlay. J goes to the list of steps, where arrows and Enter jump; C copies; L shows names; O opens the editor; X
/// explains; F8 shows the next problem; F5 plays on.
pub fn author(ui: &mut Ui, state: &mut AuthorState, view: &AuthorView) -> Option<AuthorAction> {
    begin(ui);
    let screen = ui.max_rect();
    if !view.over_scene {
        let canvas = theme::of(ui).canvas;
        ui.painter().rect_filled(screen, 0.0, canvas);
    }
    let places = Places::of(screen, view.problem.is_some());
    let by_key = keys(ui, state, view);
    let object_rect = view.object.as_ref().map(|object| panels::object_rect(ui, places.object, object));
    let mut covered = vec![places.bar];
    covered.extend((!view.steps.is_empty()).then_some(places.list));
    covered.extend(object_rect);
    covered.extend(view.problem.is_some().then_some(places.problem));
    labels::edges(ui, &view.edges);
    labels::path(ui, &view.path);
    labels::labels(ui, &view.labels, &covered);
    state.covered = covered;
    let mut action = panels::bar(ui, view, places.bar);
    if !view.steps.is_empty() {
        action = panels::steps(ui, state, view, places.list).or(action);
    }
    if let (Some(object), Some(rect)) = (&view.object, object_rect) {
        action = panels::object(ui, object, view.was_copied, rect).or(action);
    }
    if let Some(problem) = &view.problem {
        action = problem::problem(ui, problem, &mut state.manual_open, places.problem).or(action);
    }
    by_key.or(action)
}

fn keys(ui: &Ui, state: &mut AuthorState, view: &AuthorView) -> Option<AuthorAction> {
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
    if pressed(Key::F5) {
        return Some(AuthorAction::PlayOn);
    }
    if pressed(Key::C) && view.object.is_some() {
        return Some(AuthorAction::Copy);
    }
    if pressed(Key::L) {
        return Some(AuthorAction::ShowLabels(!view.labels_shown));
    }
    if pressed(Key::O) {
        return Some(AuthorAction::Open);
    }
    if pressed(Key::F8) && view.problem.is_some() {
        return Some(AuthorAction::NextProblem);
    }
    if pressed(Key::X) {
        state.manual_open = !state.manual_open;
    }
    let n_steps = view.steps.len();
    if pressed(Key::J) && n_steps > 0 {
        let current_idx = view.steps.iter().position(|step| step.status == AuthorStepStatus::Current).unwrap_or(0);
        state.list_at = if state.list_at.is_some() { None } else { Some(current_idx) };
    }
    // On a slow machine several presses come in one frame.
    let [down, up] = [Key::ArrowDown, Key::ArrowUp].map(|key| ui.input(|input| input.num_presses(key)));
    let at = state.list_at?.saturating_add(down).saturating_sub(up).min(n_steps.saturating_sub(1));
    state.list_at = Some(at);
    if pressed(Key::Escape) {
        state.list_at = None;
        return None;
    }
    if pressed(Key::Enter) {
        return Some(AuthorAction::Jump(at));
    }
    None
}
