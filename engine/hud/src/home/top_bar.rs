//! The bar of Home: who and where, saved or not, help, settings.

use super::{HomeAction, HomeView, Saved};
use crate::icons::{Icon, paint_icon};
use crate::language::{fill, t};
use crate::theme::{self, Type};
use crate::widgets::{Button, at, avatar, follow_focus, organisation_bar, paint_left, paint_note_right, paint_ring};
use egui::accesskit::Role;
use egui::{Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

pub use crate::widgets::{BAR_HEIGHT as HEIGHT, page_margin as margin};

pub fn show(ui: &mut Ui, view: &HomeView) -> Option<HomeAction> {
    let room = organisation_bar(ui, &view.organisation);
    let y = room.center().y;
    let mut action = None;

    let wide = (Type::SMALL.width(ui, t("Not you? Switch")) + 80.0).max(197.0);
    let pill_width = if room.width() < 420.0 { 74.0 } else { wide };
    let pill = Rect::from_min_max(pos2(room.right() - pill_width, y - 24.0), pos2(room.right(), y + 24.0));
    let mut right = pill.left() - 12.0;
    let words_fit = room.width() > 560.0;
    let mut plain = |ui: &mut Ui, salt: &'static str, button: Button<'_>, opens: HomeAction| {
        let width = button.natural_width(ui);
        let rect = Rect::from_min_max(pos2(right - width, y - 22.0), pos2(right, y + 22.0));
        right = rect.left() - 8.0;
        at(ui, salt, rect, |ui| button.show(ui)).clicked().then_some(opens)
    };
    let settings = Button::plain(if words_fit { t("Settings") } else { "" }).icon(Icon::Sliders).spoken(t("Settings"));
    let help = Button::plain(if words_fit { t("Help") } else { "" }).icon(Icon::Help).spoken(t("Help and keys"));
    action = action.or(plain(ui, "settings", settings, HomeAction::OpenSettings));
    action = action.or(plain(ui, "help", if words_fit { help.key("F1") } else { help }, HomeAction::OpenHelp));
    action = action.or(person_pill(ui, pill, view));

    let (icon, words) = match &view.saved {
        Saved::OnThisPc => (Icon::CloudTick, t("All saved on this PC").to_owned()),
        Saved::Sent => (Icon::CloudTick, t("All saved and sent").to_owned()),
        Saved::Trouble(words) => (Icon::TriangleAlert, words.clone()),
    };
    let needed = Type::NOTE.width(ui, &words) + 40.0;
    if right - room.left() > needed {
        paint_note_right(ui, pos2(right - 20.0, y), icon, &words);
    }
    action
}

/// The person's name, and the way to another person.
fn person_pill(ui: &mut Ui, rect: Rect, view: &HomeView) -> Option<HomeAction> {
    let theme = theme::of(ui);
    let response = ui.interact(rect, ui.make_persistent_id("person"), Sense::click());
    follow_focus(ui, &response, false);
    let spoken = fill("{name}. Not you? Switch", &[("name", &view.person.name)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let fill = if response.hovered() { theme.hover } else { theme.paper };
    ui.painter().rect(rect, 24.0, fill, Stroke::new(1.25, theme.line_strong), StrokeKind::Inside);
    avatar(ui, pos2(rect.left() + 25.0, rect.center().y), 38.0, &view.person.name);
    let chevron = pos2(rect.right() - 24.0, rect.center().y);
    if rect.width() > 100.0 {
        let (x, width) = (rect.left() + 54.0, rect.width() - 54.0 - 40.0);
        paint_left(ui.painter(), ui, pos2(x, rect.center().y - 8.5), &view.person.name, Type::NOTE.strong(), theme.ink, width);
        paint_left(
            ui.painter(),
            ui,
            pos2(x, rect.center().y + 9.5),
            t("Not you? Switch"),
            Type::SMALL,
            theme.ink_2,
            width + 16.0,
        );
    }
    paint_icon(ui.painter(), Icon::ChevronDown, chevron, 18.0, theme.ink, theme.paper);
    paint_ring(ui, &response, rect, 24.0);
    response.clicked().then_some(HomeAction::SwitchPerson)
}
