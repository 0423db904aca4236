//! Every colour, size and face of the HUD, and how they reach egui.
//!
//! Knows no screen. [`Theme`] is what widgets ask for; [`tokens`] and [`palette`] hold the only colour literals of the crate.

mod faces;
mod letters;
pub mod palette;
pub mod tokens;
mod typography;

pub use faces::{Fonts, MoreFonts, install};
pub use letters::to_the_right;
pub use palette::Palette;
pub use tokens::{STATUS, Status, Theme, Tint};
pub use typography::{Face, Type};

use crate::settings::{Contrast, Settings};
use egui::{Color32, Context, CornerRadius, CursorIcon, Id, Margin, Shadow, Stroke, Ui, Vec2, Visuals};

/// Distances, in points: 4 8 12 16 20 24 28 40.
pub mod space {
    pub const XS: f32 = 4.0;
    pub const S: f32 = 8.0;
    pub const M: f32 = 12.0;
    pub const L: f32 = 16.0;
    pub const XL: f32 = 20.0;
    /// Also the safe edge in play.
    pub const XXL: f32 = 24.0;
    pub const HUGE: f32 = 28.0;
    /// The margin of a page.
    pub const PAGE: f32 = 40.0;
}

/// Corner radii, in points.
pub mod radius {
    pub const KEY: u8 = 6;
    pub const CHIP: u8 = 8;
    pub const CONTROL: u8 = 10;
    pub const PANEL: u8 = 14;
    pub const DIALOG: u8 = 18;
}

/// Line widths, in points.
pub mod stroke {
    pub const DECOR: f32 = 1.0;
    pub const CONTROL: f32 = 1.5;
    pub const SELECTED: f32 = 2.0;
    pub const FOCUS: f32 = 3.0;
}

/// The height of anything operable: in play, and elsewhere.
pub const TARGET_IN_PLAY: f32 = 48.0;
pub const TARGET: f32 = 44.0;

/// Below this width, in points, screens put everything into one column.
pub const NARROW: f32 = 900.0;

/// The safe edge in play for a HUD of this size, in points: less where there is little room.
pub fn edge_in_play(size: Vec2) -> f32 {
    if size.x < NARROW || size.y < 560.0 { space::M } else { space::XXL }
}

/// Takes the settings over: contrast, motion and text size. Call it after [`install`] and whenever they change.
///
/// The text size becomes egui's zoom factor, so that everything grows together and layouts reflow.
pub fn apply(ctx: &Context, settings: &Settings) {
    let theme = match settings.contrast {
        Contrast::Normal => tokens::LIGHT,
        Contrast::High => tokens::HIGH_CONTRAST,
    };
    let theme = Theme { marks: Palette::of(settings), ..theme };
    ctx.data_mut(|data| data.insert_temp(theme_id(), theme));
    ctx.set_theme(egui::Theme::Light);
    ctx.set_visuals_of(egui::Theme::Light, visuals(&theme));
    ctx.all_styles_mut(|style| {
        style.animation_time = if settings.reduced_motion { 0.0 } else { 0.12 };
        style.scroll_animation = if settings.reduced_motion {
            egui::style::ScrollAnimation::none()
        } else {
            egui::style::ScrollAnimation::duration(0.12)
        };
        style.spacing.item_spacing = Vec2::splat(space::S);
        style.spacing.button_padding = Vec2::new(20.0, 12.0);
        style.spacing.interact_size.y = TARGET_IN_PLAY;
        style.spacing.scroll = scroll_bar();
        style.interaction.selectable_labels = false;
        style.text_styles = typography::text_styles();
    });
    ctx.set_zoom_factor(
        f32::from(settings.text_percent.clamp(*crate::settings::TEXT_PERCENT.start(), *crate::settings::TEXT_PERCENT.end()))
            / 100.0,
    );
}

/// A scroll bar that is in sight whenever there is more to see.
fn scroll_bar() -> egui::style::ScrollStyle {
    egui::style::ScrollStyle {
        floating_width: 6.0,
        bar_width: 10.0,
        bar_inner_margin: 2.0,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        dormant_handle_opacity: 0.35,
        ..egui::style::ScrollStyle::floating()
    }
}

/// The tokens in force.
pub fn of(ui: &Ui) -> Theme {
    ui.ctx().data(|data| data.get_temp(theme_id())).unwrap_or(tokens::LIGHT)
}

fn theme_id() -> Id {
    Id::unique("hud-theme")
}

/// A panel over the 3D picture: opaque paper with an edge and a shadow.
pub fn panel_over_scene(theme: &Theme) -> egui::Frame {
    egui::Frame::new()
        .fill(theme.paper)
        .stroke(Stroke::new(stroke::DECOR, theme.edge_over_scene))
        .corner_radius(radius::PANEL)
        .inner_margin(Margin::symmetric(20, 16))
        .shadow(shadow_over_scene())
}

/// A card on a page.
pub fn card(theme: &Theme) -> egui::Frame {
    egui::Frame::new()
        .fill(theme.paper)
        .stroke(Stroke::new(stroke::DECOR, theme.line))
        .corner_radius(radius::PANEL)
        .inner_margin(Margin::symmetric(20, 16))
        .shadow(shadow_of_card())
}

pub fn shadow_of_card() -> Shadow {
    Shadow { offset: [0, 2], blur: 8, spread: 0, color: tokens::shadow(0.05) }
}

pub fn shadow_over_scene() -> Shadow {
    Shadow { offset: [0, 10], blur: 28, spread: 0, color: tokens::shadow(0.18) }
}

/// egui's own widgets (text fields, scroll bars) in our tokens.
fn visuals(theme: &Theme) -> Visuals {
    let mut visuals = Visuals::light();
    visuals.override_text_color = Some(theme.ink);
    visuals.panel_fill = theme.paper;
    visuals.window_fill = theme.paper;
    visuals.window_stroke = Stroke::new(stroke::DECOR, theme.line);
    visuals.window_corner_radius = CornerRadius::same(radius::PANEL);
    visuals.window_shadow = shadow_over_scene();
    visuals.extreme_bg_color = theme.paper;
    visuals.faint_bg_color = theme.wash;
    visuals.hyperlink_color = theme.teal;
    visuals.error_fg_color = theme.critical;
    visuals.selection.bg_fill = theme.teal_wash;
    visuals.selection.stroke = Stroke::new(stroke::SELECTED, theme.teal);
    visuals.text_cursor.stroke = Stroke::new(2.0, theme.ink);
    visuals.text_cursor.blink = false;
    visuals.interact_cursor = Some(CursorIcon::PointingHand);
    let column = |fill: Color32, edge: Color32, text: Color32| egui::style::WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(stroke::CONTROL, edge),
        corner_radius: CornerRadius::same(radius::CONTROL),
        fg_stroke: Stroke::new(stroke::CONTROL, text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = column(theme.paper, theme.line, theme.ink);
    visuals.widgets.inactive = column(theme.line, theme.line_strong, theme.ink);
    visuals.widgets.hovered = column(theme.hover, theme.ink_2, theme.ink);
    visuals.widgets.active = column(theme.pressed, theme.ink_2, theme.ink);
    visuals.widgets.open = column(theme.paper, theme.line_strong, theme.ink);
    visuals
}
