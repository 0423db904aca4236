//! Who is training: pick a name, or add one.
//!
//! Knows no list of people beyond the one it is given. What is being typed lies in [`PickerState`].

use crate::icons::{Icon, logo, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, TARGET_IN_PLAY, Theme, Type, radius, space};
use crate::widgets::{
    Button, Field, at, avatar, begin, dialog, dialog_on_page, field, icon_line, paint_left, paint_ring, say, tile,
};
use egui::accesskit::Role;
use egui::{Id, Key, Rect, Shape, Stroke, Ui, pos2, vec2};
use ids::PersonId;

/// More people than this and a field to search appears.
const SEARCH_FROM: usize = 7;
const NAME_MAX_CHARS: usize = 80;

#[derive(Debug, Clone, Default)]
pub struct PickerView {
    pub organisation: String,
    /// What this PC is called, such as "Reception PC".
    pub device: String,
    /// The latest to have trained here first.
    pub people: Vec<PersonTile>,
    /// True when the 3D picture is behind; else a plain page is painted.
    pub over_scene: bool,
}

#[derive(Debug, Clone)]
pub struct PersonTile {
    pub id: PersonId,
    pub name: String,
    pub job_title: String,
    pub demonstration: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickerAction {
    Pick(PersonId),
    /// Both trimmed; the name is not empty.
    Add {
        name: String,
        job_title: String,
    },
}

/// What is being typed.
#[derive(Debug, Clone, Default)]
pub struct PickerState {
    pub search: String,
    pub adding: bool,
    pub name: String,
    pub job_title: String,
    complaint: Option<String>,
}

/// Shows the picker over the whole `ui`. Enter picks what is focused; the first person is, to begin with.
pub fn picker(ui: &mut Ui, state: &mut PickerState, view: &PickerView) -> Option<PickerAction> {
    begin(ui);
    // With nobody to pick, the form is the screen.
    state.adding |= view.people.is_empty();
    let salt = if state.adding { "picker-add" } else { "picker" };
    let content = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui, view);
        if state.adding { add_form(ui, state, view) } else { choose(ui, state, view) }
    };
    if view.over_scene { dialog(ui, salt, 640.0, content) } else { dialog_on_page(ui, salt, 640.0, content) }
}

fn head(ui: &mut Ui, view: &PickerView) {
    let theme = theme::of(ui);
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), 34.0));
    logo(ui.painter(), Rect::from_min_size(row.min + vec2(0.0, 1.0), vec2(32.0, 32.0)));
    let organisation = if view.organisation.is_empty() { "Practicum" } else { &view.organisation };
    let words = if view.device.is_empty() { organisation.to_owned() } else { format!("{organisation} · {}", view.device) };
    paint_left(ui.painter(), ui, row.left_center() + vec2(44.0, 0.0), &words, Type::BODY, theme.ink_2, row.width() - 44.0);
    ui.add_space(14.0);
}

fn choose(ui: &mut Ui, state: &mut PickerState, view: &PickerView) -> Option<PickerAction> {
    let theme = theme::of(ui);
    say(ui, t("Who is training?"), Type::GREETING, theme.ink);
    ui.add_space(4.0);
    say(ui, t("Choose your name. What you do is kept under it."), Type::LEAD, theme.ink_2);
    ui.add_space(space::L);
    let with_search = view.people.len() >= SEARCH_FROM;
    if with_search {
        let look = Field {
            id: Id::unique("picker-search"),
            name: t("Find a name"),
            hint: t("Find a name"),
            icon: Some(Icon::Search),
            unit: "",
            text: Type::LEAD,
            height: TARGET_IN_PLAY,
            max_chars: NAME_MAX_CHARS,
            is_first: true,
            is_wrong: false,
        };
        field(ui, &look, &mut state.search);
        ui.add_space(18.0);
    }
    let wanted = state.search.trim().to_lowercase();
    let shown: Vec<&PersonTile> = view.people.iter().filter(|person| person.name.to_lowercase().contains(&wanted)).collect();
    if shown.is_empty() {
        say(ui, t("Nobody here has that name. Add it with Someone new."), Type::BODY, theme.ink_2);
        ui.add_space(space::M);
    }
    let action = tiles(ui, state, &shown, !with_search);
    if view.people.iter().any(|person| person.demonstration) {
        ui.add_space(space::L);
        let note = t("Demonstration is for trying things out: nothing counts, and no certificate is earned.");
        icon_line(ui, Icon::Help, theme.ink_3, note, Type::NOTE, theme.ink_3);
    }
    action
}

/// The people, three across or as many as fit, and the way to add one.
fn tiles(ui: &mut Ui, state: &mut PickerState, people: &[&PersonTile], focus_first: bool) -> Option<PickerAction> {
    let gap = 14.0;
    let room = ui.available_width();
    let n_across = if room < 330.0 {
        1
    } else if room < 500.0 {
        2
    } else {
        3
    };
    let size = vec2((room - gap * (n_across as f32 - 1.0)) / n_across as f32, 116.0);
    let n_rows = (people.len() + 1).div_ceil(n_across);
    let (_, grid) = ui.allocate_space(vec2(room, n_rows as f32 * (size.y + gap) - gap));
    let cell = |idx: usize| {
        let (row, column) = (idx / n_across, idx % n_across);
        Rect::from_min_size(grid.min + vec2(column as f32 * (size.x + gap), row as f32 * (size.y + gap)), size)
    };
    let mut action = None;
    for (idx, person) in people.iter().enumerate() {
        if person_tile(ui, cell(idx), person, focus_first && idx == 0) {
            action = Some(PickerAction::Pick(person.id));
        }
    }
    if someone_new(ui, cell(people.len())) {
        state.adding = true;
        state.name = state.search.trim().to_owned();
    }
    action
}

fn person_tile(ui: &mut Ui, rect: Rect, person: &PersonTile, is_first: bool) -> bool {
    let theme = theme::of(ui);
    let name = format!("{}, {}", person.name, role_of(person));
    let response = tile(ui, rect, ui.make_persistent_id(person.id), &name, Role::Button, None, is_first);
    if person.demonstration {
        ui.painter().circle_filled(rect.min + vec2(35.0, 34.0), 20.0, theme.oak_wash);
        paint_icon(ui.painter(), Icon::Eye, rect.min + vec2(35.0, 34.0), 22.0, theme.oak, theme.paper);
    } else {
        avatar(ui, rect.min + vec2(35.0, 34.0), 40.0, &person.name);
    }
    let (x, width) = (rect.left() + 15.0, rect.width() - 26.0);
    paint_left(ui.painter(), ui, pos2(x, rect.top() + 72.0), &person.name, Type::BODY.strong(), theme.ink, width);
    paint_left(ui.painter(), ui, pos2(x, rect.top() + 93.0), role_of(person), Type::NOTE, theme.ink_3, width);
    response.clicked()
}

fn role_of(person: &PersonTile) -> &str {
    if person.demonstration { t("Nothing counts") } else { &person.job_title }
}

fn someone_new(ui: &mut Ui, rect: Rect) -> bool {
    let theme = theme::of(ui);
    let response = ui.interact(rect, ui.make_persistent_id("someone-new"), egui::Sense::click());
    crate::widgets::follow_focus(ui, &response, false);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, t("Someone new")));
    if response.hovered() {
        ui.painter().rect_filled(rect, radius::PANEL, theme.wash);
    }
    dashed_edge(ui, rect, &theme);
    paint_icon(ui.painter(), Icon::Plus, rect.center() - vec2(0.0, 14.0), 24.0, theme.teal, theme.paper);
    let galley = Type::BODY.strong().lay_out(ui, t("Someone new"), theme.teal, rect.width());
    ui.painter().galley(rect.center() + vec2(-galley.size().x / 2.0, 8.0), galley, theme.teal);
    paint_ring(ui, &response, rect, f32::from(radius::PANEL));
    response.clicked()
}

fn dashed_edge(ui: &Ui, rect: Rect, theme: &Theme) {
    let rect = rect.shrink(0.75);
    let corner = f32::from(radius::PANEL);
    let mut outline = Vec::new();
    for (centre, from_degrees) in [
        (pos2(rect.right() - corner, rect.top() + corner), -90.0_f32),
        (pos2(rect.right() - corner, rect.bottom() - corner), 0.0),
        (pos2(rect.left() + corner, rect.bottom() - corner), 90.0),
        (pos2(rect.left() + corner, rect.top() + corner), 180.0),
    ] {
        for idx in 0..=6 {
            let angle = (from_degrees + 15.0 * idx as f32).to_radians();
            outline.push(centre + vec2(angle.cos(), angle.sin()) * corner);
        }
    }
    outline.extend(outline.first().copied());
    ui.painter().extend(Shape::dashed_line(&outline, Stroke::new(1.25, theme.line_strong), 3.5, 3.0));
}

fn add_form(ui: &mut Ui, state: &mut PickerState, view: &PickerView) -> Option<PickerAction> {
    let theme = theme::of(ui);
    let (title, sub) = if view.people.is_empty() {
        (t("Welcome. What is your name?"), t("Your training is kept on this PC under your name."))
    } else {
        (t("Add your name"), t("Write it as on your badge."))
    };
    say(ui, title, Type::GREETING, theme.ink);
    ui.add_space(4.0);
    say(ui, sub, Type::LEAD, theme.ink_2);
    ui.add_space(space::XL);
    let mut submitted = false;
    for (idx, (label, hint)) in [(t("Name"), "Nadia Okafor"), (t("Job title"), t("Front desk"))].into_iter().enumerate() {
        say(ui, label, Type::BODY.strong(), theme.ink);
        ui.add_space(6.0);
        let look = Field {
            id: Id::unique(("picker", label)),
            name: label,
            hint: &fill("For example: {hint}", &[("hint", &hint)]),
            icon: None,
            unit: "",
            text: Type::LEAD,
            height: TARGET_IN_PLAY,
            max_chars: NAME_MAX_CHARS,
            is_first: idx == 0,
            is_wrong: idx == 0 && state.complaint.is_some(),
        };
        let typed = field(ui, &look, if idx == 0 { &mut state.name } else { &mut state.job_title });
        submitted |= typed.submitted;
        if idx == 0 && typed.response.changed() {
            state.complaint = None;
        }
        if let (0, Some(complaint)) = (idx, &state.complaint) {
            ui.add_space(6.0);
            icon_line(ui, Icon::TriangleAlert, theme.critical, complaint, Type::NOTE, theme.critical);
        }
        ui.add_space(space::L);
    }
    ui.add_space(space::S);
    let room = ui.available_rect_before_wrap();
    let add = Button::primary(t("Add and go on")).key("Enter");
    let add_width = add.natural_width(ui);
    submitted |= at(ui, "add", room, |ui| add.show(ui)).clicked();
    let can_go_back = !view.people.is_empty();
    if can_go_back {
        let back = Rect::from_min_max(room.min + vec2(add_width + space::M, 0.0), room.max);
        let by_key = ui.input(|input| input.key_pressed(Key::Escape));
        if at(ui, "back", back, |ui| Button::secondary(t("Back")).key("Esc").show(ui)).clicked() || by_key {
            *state = PickerState { search: std::mem::take(&mut state.search), ..PickerState::default() };
            submitted = false;
        }
    }
    ui.allocate_space(vec2(room.width(), TARGET_IN_PLAY));
    submitted.then(|| submit(state, view)).flatten()
}

/// Adds the person, or says why not.
fn submit(state: &mut PickerState, view: &PickerView) -> Option<PickerAction> {
    let name = state.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        state.complaint = Some(t("Write your name first.").to_owned());
        return None;
    }
    let job_title = state.job_title.trim().to_owned();
    let known = |person: &&PersonTile| {
        person.name.to_lowercase() == name.to_lowercase() && person.job_title.to_lowercase() == job_title.to_lowercase()
    };
    if let Some(known) = view.people.iter().find(known) {
        state.complaint =
            Some(fill("{name} is already here. Go back and choose the name, or add a middle initial.", &[("name", &known.name)]));
        return None;
    }
    *state = PickerState::default();
    Some(PickerAction::Add { name, job_title })
}
