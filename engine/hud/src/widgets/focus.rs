//! The focus ring, the first focus of a screen, and live regions.

use crate::theme::{self, stroke};
use egui::accesskit::{Live, Role};
use egui::{Event, Id, Key, Rect, Response, Stroke, StrokeKind, Ui, WidgetInfo};

/// What every screen does first: a key kept down since the last screen must not act on this one.
pub fn begin(ui: &mut Ui) {
    ui.input_mut(|input| {
        input.events.retain(|event| !matches!(event, Event::Key { key: Key::Enter | Key::Space, repeat: true, .. }));
    });
}

/// Paints the ring around a focused widget: 3 wide, 2 away, outside of it.
pub fn paint_ring(ui: &Ui, response: &Response, rect: Rect, radius: f32) {
    if response.has_focus() {
        let theme = theme::of(ui);
        let gap = 2.0;
        ui.painter().rect_stroke(rect, radius, Stroke::new(gap, theme.paper), StrokeKind::Outside);
        let ring = Stroke::new(stroke::FOCUS, theme.focus);
        ui.painter().rect_stroke(rect.expand(gap), radius + gap, ring, StrokeKind::Outside);
    }
}

/// Focuses a widget while nothing else has the focus, and keeps the focused one in sight.
pub fn follow(ui: &Ui, response: &Response, is_first: bool) {
    if is_first && response.enabled() && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    let by_key = ui.input(|input| !input.keys_down.is_empty());
    if response.gained_focus() && by_key {
        response.scroll_to_me(None);
    }
}

/// Has screen readers speak `words` as soon as they change. `assertive` interrupts what is being read.
pub fn set_live(ui: &Ui, id: Id, rect: Rect, words: &str, assertive: bool) {
    let response = ui.interact(rect, id, egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_live(if assertive { Live::Assertive } else { Live::Polite });
    });
}
