//! What the rehearsal of the controls begins with, at the first start: which way to look around. The module `controls` is the rest.
//!
//! The room is live behind it. Start at [`rehearsal`].

use crate::icons::{Icon, paint_icon};
use crate::language::t;
use crate::settings::{PointerMode, Settings};
use crate::theme::{self, Type, space};
use crate::widgets::{begin, dialog, say, tile};
use egui::accesskit::Role;
use egui::{Rect, Ui, vec2};

/// How do you like to look around? Shown over the whole `ui` until one of the two is chosen.
pub fn rehearsal(ui: &mut Ui, settings: &Settings) -> Option<PointerMode> {
    begin(ui);
    let theme = theme::of(ui);
    dialog(ui, "rehearsal", 720.0, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        say(ui, t("How do you like to look around?"), Type::TITLE, theme.ink);
        ui.add_space(4.0);
        say(ui, t("You can change it at any time: Esc, then Settings. Both ways reach everything."), Type::BODY, theme.ink_2);
        ui.add_space(space::XL);
        let ways = [
            (
                PointerMode::MouseLook,
                t("I use the mouse to look around"),
                t("The view turns with the mouse. Walk with W A S D. Good if you have played such games."),
            ),
            (
                PointerMode::PointAndClick,
                t("I prefer to point and click"),
                t("The pointer stays free. Click a thing to use it, click the floor to walk there."),
            ),
        ];
        let gap = space::L;
        let room = ui.available_rect_before_wrap();
        let beside = room.width() >= 520.0;
        let width = if beside { (room.width() - gap) / 2.0 } else { room.width() };
        let mut chosen = None;
        let text_height = |style: Type, text: &str| style.lay_out(ui, text, theme.ink, width - 40.0).size().y;
        let heights = ways.map(|(_, name, means)| 97.0 + text_height(Type::LEAD.strong(), name) + text_height(Type::BODY, means));
        let height = heights[0].max(heights[1]);
        for (idx, (mode, name, means)) in ways.into_iter().enumerate() {
            let corner = if beside { vec2(idx as f32 * (width + gap), 0.0) } else { vec2(0.0, idx as f32 * (height + gap)) };
            let rect = Rect::from_min_size(room.min + corner, vec2(width, height));
            let is_first = mode == settings.pointer;
            if way_tile(ui, rect, mode, name, means, is_first) {
                chosen = Some(mode);
            }
        }
        ui.allocate_space(vec2(room.width(), if beside { height } else { 2.0 * height + gap }));
        ui.add_space(space::L);
        say(
            ui,
            t("With the keyboard alone: Tab goes to the next thing, Enter acts, arrows walk and turn."),
            Type::NOTE,
            theme.ink_3,
        );
        chosen
    })
}

fn way_tile(ui: &mut Ui, rect: Rect, mode: PointerMode, name: &str, means: &str, is_first: bool) -> bool {
    let theme = theme::of(ui);
    let response = tile(ui, rect, ui.make_persistent_id(name), &format!("{name}. {means}"), Role::Button, None, is_first);
    let icon = if mode == PointerMode::MouseLook { Icon::Mouse } else { Icon::Hand };
    ui.painter().circle_filled(rect.min + vec2(44.0, 44.0), 24.0, theme.teal_wash);
    paint_icon(ui.painter(), icon, rect.min + vec2(44.0, 44.0), 26.0, theme.teal, theme.paper);
    let text = Rect::from_min_max(rect.min + vec2(20.0, 78.0), rect.max - vec2(20.0, 12.0));
    let heading = Type::LEAD.strong().lay_out(ui, name, theme.ink, text.width());
    let words = Type::BODY.lay_out(ui, means, theme.ink_2, text.width());
    let below = text.min + vec2(0.0, heading.size().y + 3.0);
    ui.painter().galley(text.min, heading, theme.ink);
    ui.painter().galley(below, words, theme.ink_2);
    response.clicked()
}
