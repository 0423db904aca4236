//! Loading: what is being done, and how far it is.

use crate::icons::logo;
use crate::theme::{self, Type, space};
use crate::widgets::{progress_bar, say, set_live};
use egui::{Align, Id, Layout, Rect, Ui, UiBuilder, pos2, vec2};

#[derive(Debug, Clone)]
pub struct LoadingView {
    /// What is being opened, such as the module's title.
    pub title: String,
    /// What is being done now, such as "Reading the room".
    pub doing: String,
    /// 0 to 1; none while it cannot be known.
    pub share: Option<f32>,
}

/// Shows progress over the whole `ui`.
pub fn loading(ui: &mut Ui, view: &LoadingView) {
    let theme = theme::of(ui);
    let screen = ui.max_rect();
    ui.painter().rect_filled(screen, 0.0, theme.canvas);
    let width = 420.0_f32.min(screen.width() - 2.0 * space::XXL);
    let rect = Rect::from_min_max(
        pos2(screen.center().x - width / 2.0, screen.center().y - 90.0),
        pos2(screen.center().x + width / 2.0, screen.bottom()),
    );
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
    ui.spacing_mut().item_spacing.y = 0.0;
    let (_, mark) = ui.allocate_space(vec2(48.0, 48.0));
    logo(ui.painter(), mark);
    ui.add_space(space::XL);
    say(&mut ui, &view.title, Type::TITLE, theme.ink);
    ui.add_space(space::M);
    progress_bar(&mut ui, &view.doing, view.share.unwrap_or(0.04), None, 8.0);
    ui.add_space(space::S);
    let percent = view.share.map(|share| format!(" · {} %", (share.clamp(0.0, 1.0) * 100.0) as u32)).unwrap_or_default();
    let words = format!("{}{percent}", view.doing);
    let said = say(&mut ui, &words, Type::BODY, theme.ink_2);
    set_live(&ui, Id::unique("loading"), said.rect, &view.doing, false);
}
