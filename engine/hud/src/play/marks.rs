//! What is drawn on the room itself: crosshair, hold ring, pin, edge pointer, label, place to walk to.

use super::{EdgePointer, LabelView, Layout, PinView, PlayAction, PlayState, PlayView, Side, WalkHint};
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t, word};
use crate::settings::PointerMode;
use crate::theme::{self, Type, radius, tokens};
use crate::widgets::{CapLook, cap_width, paint_cap, set_live};
use egui::accesskit::Role;
use egui::epaint::PathShape;
use egui::{Color32, Id, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};
use session::HoldBy;

const PULSE_SECS: f64 = 1.6;
const N_PULSES: f64 = 3.0;
/// A label goes up or down by so many halves of its height before it lies over a panel.
const N_STEPS_ASIDE: u32 = 8;

/// Everything that panels may cover.
pub fn on_the_room(ui: &Ui, layout: &Layout, state: &mut PlayState, view: &PlayView<'_>) {
    if let Some(walk) = view.walk {
        walk_hint(ui, walk);
    }
    pin(ui, state, view);
    if view.pointer == PointerMode::MouseLook {
        crosshair(ui, layout.screen.center());
    }
    hold_ring(ui, layout, view);
}

fn crosshair(ui: &Ui, centre: Pos2) {
    ui.painter().circle(centre, 5.5, tokens::WHITE, Stroke::new(2.0, tokens::SLATE));
}

/// How much of a hold or look is done, around the crosshair or the thing.
fn hold_ring(ui: &Ui, layout: &Layout, view: &PlayView<'_>) {
    let Some(hold) = view.session.hold.as_ref().filter(|hold| hold.by != HoldBy::Patience) else { return };
    let centre = match (view.pointer, &view.label) {
        (PointerMode::PointAndClick, Some(label)) => label.anchor,
        _ => layout.screen.center(),
    };
    let share = (view.session.at_ms.saturating_sub(hold.since_ms) as f32 / hold.for_ms.max(1) as f32).clamp(0.0, 1.0);
    let radius = 24.0;
    ui.painter().circle_stroke(centre, radius, Stroke::new(9.0, tokens::SLATE));
    ui.painter().circle_stroke(centre, radius, Stroke::new(5.0, tokens::WHITE.gamma_multiply(0.3)));
    let n = (64.0 * share).ceil().max(1.0) as usize;
    let arc = |idx: usize| {
        let angle = std::f32::consts::TAU * share * idx as f32 / n as f32 - std::f32::consts::FRAC_PI_2;
        centre + vec2(angle.cos(), angle.sin()) * radius
    };
    let points: Vec<Pos2> = (0..=n).map(arc).collect();
    ui.painter().add(PathShape::line(points, Stroke::new(5.0, tokens::WHITE)));
}

/// The pin over the target; it pulses three times when it appears, then stands still.
fn pin(ui: &Ui, state: &mut PlayState, view: &PlayView<'_>) {
    let Some(pin) = view.pin else {
        state.pin_since = None;
        return;
    };
    let step = view.session.current_idx.unwrap_or_default();
    let since = match state.pin_since {
        Some((for_step, since)) if for_step == step && since <= view.time_secs => since,
        _ => view.time_secs,
    };
    state.pin_since = Some((step, since));
    let head = pin.at - vec2(0.0, 31.0);
    let target = theme::of(ui).marks.target;
    let pulses = (view.time_secs - since) / PULSE_SECS;
    if pulses < N_PULSES && !view.reduced_motion {
        let phase = pulses.fract() as f32;
        let ring = Stroke::new(3.0, target.gamma_multiply(1.0 - phase));
        ui.painter().circle_stroke(head, 18.0 + 16.0 * phase, ring);
        ui.ctx().request_repaint();
    }
    paint_drop(ui, head, 18.5, pin.at, tokens::SLATE);
    paint_drop(ui, head, 16.0, pin.at - vec2(0.0, 4.0), target);
    let chevron = [head + vec2(-6.0, -3.0), head + vec2(0.0, 3.5), head + vec2(6.0, -3.0)];
    ui.painter().line(chevron.to_vec(), Stroke::new(3.0, tokens::SLATE));
}

/// What labels leave free: the pin, and a little of what it points at.
pub fn pin_rect(pin: PinView) -> Rect {
    Rect::from_min_max(pin.at - vec2(18.5, 50.0), pin.at + vec2(18.5, 12.0))
}

/// A drop: a disc that runs out into a tip below it.
fn paint_drop(ui: &Ui, head: Pos2, radius: f32, tip: Pos2, colour: Color32) {
    let drop = (tip.y - head.y).max(radius + 1.0);
    let touch = (radius / drop).acos();
    let from = std::f32::consts::FRAC_PI_2 + touch;
    let to = std::f32::consts::FRAC_PI_2 - touch + std::f32::consts::TAU;
    let n = 40;
    let mut outline: Vec<Pos2> = (0..=n)
        .map(|idx| {
            let angle = from + (to - from) * idx as f32 / n as f32;
            head + vec2(angle.cos(), angle.sin()) * radius
        })
        .collect();
    outline.push(tip);
    ui.painter().add(Shape::convex_polygon(outline, colour, Stroke::NONE));
}

/// A ring on the floor where a click walks to.
fn walk_hint(ui: &Ui, walk: WalkHint) {
    for (width, colour) in [(6.0, tokens::SLATE), (3.0, tokens::WHITE)] {
        ui.painter().add(egui::epaint::EllipseShape::stroke(walk.at, vec2(26.0, 11.0), Stroke::new(width, colour)));
    }
    if walk.with_words {
        let galley = Type::NOTE.strong().lay_out(ui, t("Click to walk here"), tokens::WHITE, f32::INFINITY);
        let rect = Rect::from_center_size(walk.at + vec2(0.0, 34.0), galley.size() + vec2(20.0, 8.0));
        ui.painter().rect_filled(rect, radius::CHIP, tokens::caption_ground());
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens::WHITE);
    }
}

/// The key, what it does, and to what; beside the thing, with a line to it, clear of `panels`. A click on it acts too. Says where it stands.
pub fn show_label(
    ui: &mut Ui,
    layout: &Layout,
    view: &PlayView<'_>,
    label: &LabelView,
    panels: &[Rect],
    actions: &mut Vec<PlayAction>,
) -> Rect {
    let theme = theme::of(ui);
    let can_act = !label.verb.is_empty();
    let point_and_click = view.pointer == PointerMode::PointAndClick;
    let key = match (can_act, point_and_click) {
        (false, _) => None,
        (true, true) if !label.by_key => Some(t("Click")),
        (true, _) => Some(view.keys.act),
    };
    let second = if label.hold { fill("{name} · keep it down", &[("name", &label.name)]) } else { label.name.clone() };
    let most = (layout.screen.width() * 0.4).max(160.0);
    let (verb, name) = if can_act {
        (
            Some(Type::LEAD.strong().lay_out_line(ui, &word(&label.verb), theme.ink, most)),
            Type::NOTE.lay_out_line(ui, &second, theme.ink_2, most),
        )
    } else {
        (None, Type::LEAD.strong().lay_out_line(ui, &label.name, theme.ink, most))
    };
    let key_width = key.map_or(0.0, |key| cap_width(ui, key).max(32.0) + 12.0);
    let text_width = name.size().x.max(verb.as_ref().map_or(0.0, |verb| verb.size().x));
    let size = vec2(10.0 + key_width + text_width + 15.0, if can_act { 48.0 } else { 40.0 });
    let (rect, thing) = place_label(layout, label, size, panels);

    let leader = [if rect.center().x < thing.x { rect.right_center() } else { rect.left_center() }, thing];
    ui.painter().line_segment(leader, Stroke::new(5.0, tokens::SLATE));
    ui.painter().line_segment(leader, Stroke::new(2.5, tokens::WHITE));
    let response = ui.interact(rect, Id::unique("label"), Sense::CLICK);
    let spoken = if can_act { format!("{} {}", word(&label.verb), label.name) } else { label.name.clone() };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can_act, &spoken));
    if response.clicked() && can_act {
        actions.push(PlayAction::Act);
    }
    let fill = if response.hovered() && can_act { theme.hover } else { theme.paper };
    ui.painter().rect(rect, radius::CONTROL, fill, Stroke::new(1.0, theme.edge_over_scene), StrokeKind::Inside);
    let mut x = rect.left() + 10.0;
    if let Some(key) = key {
        let cap = Rect::from_min_size(pos2(x, rect.center().y - 16.0), vec2(key_width - 12.0, 32.0));
        ui.painter().rect_filled(cap, radius::CHIP, tokens::SLATE);
        let galley = Type::LEAD.strong().lay_out(ui, key, tokens::WHITE, f32::INFINITY);
        let galley = if key.len() > 1 { Type::SMALL.strong().lay_out(ui, key, tokens::WHITE, f32::INFINITY) } else { galley };
        ui.painter().galley(cap.center() - galley.size() / 2.0, galley, tokens::WHITE);
        x += key_width;
    }
    match verb {
        Some(verb) => {
            ui.painter().galley(pos2(x, rect.top() + 4.0), verb, theme.ink);
            ui.painter().galley(pos2(x, rect.top() + 24.0), name, theme.ink_2);
        }
        None => {
            ui.painter().galley(pos2(x, rect.center().y - name.size().y / 2.0), name, theme.ink);
        }
    }
    set_live(ui, Id::unique("label-name"), Rect::from_min_size(rect.min, vec2(1.0, 1.0)), &spoken, false);
    rect
}

/// Where a label stands, and where its line ends: on the side asked for or the freer one, unless a panel is in the way.
fn place_label(layout: &Layout, label: &LabelView, size: Vec2, panels: &[Rect]) -> (Rect, Pos2) {
    let freer = if label.anchor.x >= layout.screen.center().x - 1.0 { Side::Left } else { Side::Right };
    let first = label.side.unwrap_or(freer);
    let second = if first == Side::Left { Side::Right } else { Side::Left };
    let step = size.y / 2.0;
    let steps = std::iter::once(0.0).chain((1..=N_STEPS_ASIDE).flat_map(|nth| [step, -step].map(|by| by * nth as f32)));
    let candidates = steps.flat_map(|down| [first, second].map(|side| beside(layout, label, size, side, down)));
    let is_free = |rect: &Rect| panels.iter().all(|panel| !panel.intersects(rect.expand(4.0)));
    candidates.clone().find(|(rect, _)| is_free(rect)).unwrap_or_else(|| beside(layout, label, size, first, 0.0))
}

fn beside(layout: &Layout, label: &LabelView, size: Vec2, side: Side, down: f32) -> (Rect, Pos2) {
    let gap = 30.0;
    let half = label.half_width.clamp(8.0, layout.screen.width() * 0.2);
    let (thing, left) = match side {
        Side::Left => (label.anchor - vec2(half, 0.0), label.anchor.x - half - gap - size.x),
        Side::Right => (label.anchor + vec2(half, 0.0), label.anchor.x + half + gap),
    };
    let safe = layout.safe();
    let x = left.clamp(safe.left(), (safe.right() - size.x).max(safe.left()));
    let y = (label.anchor.y - size.y / 2.0 + down).clamp(safe.top(), (safe.bottom() - size.y).max(safe.top()));
    (Rect::from_min_size(pos2(x, y), size), thing)
}

/// The amber arrow at the edge of the picture: what to find, where in words, and the way to turn there.
pub fn edge_pointer(
    ui: &mut Ui,
    layout: &Layout,
    view: &PlayView<'_>,
    edge: &EdgePointer,
    free: Rect,
    actions: &mut Vec<PlayAction>,
) -> Rect {
    let narrow = layout.narrow;
    let most = layout.screen.width() * if narrow { 0.5 } else { 0.3 };
    let name = Type::HEAD.lay_out_line(ui, &edge.name, tokens::SLATE, most);
    let words = Type::LEAD.lay_out(ui, &word(&edge.words), tokens::SLATE, most);
    let cap = cap_width(ui, view.keys.face);
    let face = Type::LEAD.strong().lay_out(ui, t("Face it"), tokens::WHITE, f32::INFINITY);
    let button_width = 14.0 + 22.0 + 8.0 + face.size().x + 8.0 + cap + 12.0;
    let text_width = name.size().x.max(words.size().x);
    let text_height = name.size().y + words.size().y;
    let (height, point) = if narrow { (text_height.max(48.0) + 16.0, 28.0) } else { (text_height.max(54.0) + 32.0, 36.0) };
    let size = vec2(18.0 + text_width + 24.0 + button_width + 8.0 + point, height);
    let y = layout
        .screen
        .center()
        .y
        .clamp(free.top() + height / 2.0 + 10.0, (free.bottom() - height / 2.0 - 10.0).max(free.top() + height / 2.0 + 10.0));
    let x = match edge.side {
        Side::Left => layout.screen.left() + 18.0,
        Side::Right => layout.screen.right() - 18.0 - size.x,
    };
    let rect = Rect::from_min_size(pos2(x, y - height / 2.0), size);
    paint_arrow(ui, rect, point, edge.side);

    let body_left = if edge.side == Side::Left { rect.left() + point } else { rect.left() };
    let (text_x, button_x) = match edge.side {
        Side::Right => (body_left + 18.0, body_left + 18.0 + text_width + 24.0),
        Side::Left => (body_left + 8.0 + button_width + 20.0, body_left + 8.0),
    };
    let text_y = y - text_height / 2.0;
    let name_height = name.size().y;
    ui.painter().galley(pos2(text_x, text_y), name, tokens::SLATE);
    ui.painter().galley(pos2(text_x, text_y + name_height), words, tokens::SLATE);
    let button_height = (height - 16.0).min(56.0);
    let button = Rect::from_min_size(pos2(button_x, y - button_height / 2.0), vec2(button_width, button_height));
    let response = ui.interact(button, Id::unique("face-it"), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, t("Face it")));
    let fill = if response.hovered() { theme::of(ui).teal_deep } else { tokens::SLATE };
    ui.painter().rect_filled(button, radius::CONTROL, fill);
    paint_icon(ui.painter(), Icon::TurnAround, pos2(button.left() + 25.0, y), 20.0, tokens::WHITE, tokens::SLATE);
    let face_x = button.left() + 14.0 + 22.0 + 8.0;
    let cap_x = face_x + face.size().x + 8.0;
    ui.painter().galley(pos2(face_x, y - face.size().y / 2.0), face, tokens::WHITE);
    paint_cap(ui, pos2(cap_x, y), view.keys.face, CapLook::on_dark());
    if response.clicked() {
        actions.push(PlayAction::Face);
    }
    set_live(
        ui,
        Id::unique("edge"),
        Rect::from_min_size(rect.min, vec2(1.0, 1.0)),
        &format!("{}. {}", edge.name, word(&edge.words)),
        false,
    );
    rect
}

fn paint_arrow(ui: &Ui, rect: Rect, point: f32, side: Side) {
    let mirror = |at: Pos2| if side == Side::Left { pos2(rect.left() + rect.right() - at.x, at.y) } else { at };
    let shoulder = rect.right() - point;
    let r = 10.0;
    let mut outline = Vec::new();
    for (centre, from_degrees) in
        [(pos2(rect.left() + r, rect.bottom() - r), 90.0_f32), (pos2(rect.left() + r, rect.top() + r), 180.0)]
    {
        for idx in 0..=6 {
            let angle = (from_degrees + 15.0 * idx as f32).to_radians();
            outline.push(centre + vec2(angle.cos(), angle.sin()) * r);
        }
    }
    outline.extend([
        pos2(shoulder - 4.0, rect.top()),
        pos2(shoulder, rect.top() + 2.0),
        pos2(rect.right() - 2.0, rect.center().y - 3.0),
        pos2(rect.right(), rect.center().y),
        pos2(rect.right() - 2.0, rect.center().y + 3.0),
        pos2(shoulder, rect.bottom() - 2.0),
        pos2(shoulder - 4.0, rect.bottom()),
    ]);
    let outline: Vec<Pos2> = outline.into_iter().map(mirror).collect();
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, 20));
    ui.painter().add(Shape::convex_polygon(outline, theme::of(ui).marks.target, Stroke::new(2.5, tokens::SLATE)));
}
