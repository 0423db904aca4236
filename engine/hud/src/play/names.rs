//! Names of things, each with a line to its thing, as an author asked for them.
//!
//! The same in play and in a replay. Where they stand is [`super::leaders`]'s. Start at [`show_clear`].

use super::leaders::{Named, arrange};
use super::{Layout, PlayState, PlayView};
use crate::theme::{self, Type, radius, tokens};
use crate::widgets::set_live;
use egui::{Id, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, vec2};
use ids::ObjectId;
use std::collections::BTreeMap;

/// Where names stood, from their things, so that they stay there.
pub type NamePlaces = BTreeMap<ObjectId, Vec2>;

/// Around the letters of a name, points.
const MARGIN: Vec2 = vec2(11.0, 5.0);
/// Around a pin's tip: its drop stands over it.
const PIN: (Vec2, Vec2) = (vec2(-22.0, -54.0), vec2(22.0, 4.0));

/// A thing whose name is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct NameView {
    pub object: ObjectId,
    pub name: String,
    /// Where the thing is.
    pub at: Pos2,
}

/// Shows the names clear of `panels`, and says where they stand.
pub(super) fn show(ui: &Ui, layout: &Layout, state: &mut PlayState, view: &PlayView<'_>, panels: &[Rect]) -> Vec<Rect> {
    let most = layout.screen.width() * if layout.narrow { 0.4 } else { 0.25 };
    let pin = view.pin.map(|pin| Rect::from_min_max(pin.at + PIN.0, pin.at + PIN.1));
    let loupe = view.loupe.map(|loupe| Rect::from_center_size(loupe.at, Vec2::splat(2.0 * loupe.radius)));
    let panels: Vec<Rect> = panels.iter().copied().chain(pin).chain(loupe).collect();
    show_clear(ui, &view.names, &mut state.names, (layout.safe(), most), &panels)
}

/// Shows names within a part of the screen, each no wider than so many points and clear of `panels`; says where they stand.
pub(crate) fn show_clear(
    ui: &Ui,
    names: &[NameView],
    before: &mut NamePlaces,
    (safe, most): (Rect, f32),
    panels: &[Rect],
) -> Vec<Rect> {
    let theme = theme::of(ui);
    let galleys: Vec<_> = names.iter().map(|named| Type::BODY.strong().lay_out_line(ui, &named.name, theme.ink, most)).collect();
    let named = names.iter().zip(&galleys).map(|(name, galley)| Named {
        anchor: name.at,
        size: galley.size() + 2.0 * MARGIN,
        before: before.get(&name.object).copied(),
    });
    let places = arrange(&named.collect::<Vec<_>>(), safe, panels);
    let shown = names.iter().zip(&places).filter_map(|(name, place)| Some((name.object.clone(), place.as_ref()?.offset)));
    *before = shown.collect();
    // Lines first, so that none lies over a name.
    for place in places.iter().flatten() {
        ui.painter().line_segment(place.line, Stroke::new(4.5, tokens::SLATE));
        ui.painter().line_segment(place.line, Stroke::new(2.0, tokens::WHITE));
        ui.painter().circle(place.line[0], 4.0, tokens::WHITE, Stroke::new(2.0, tokens::SLATE));
    }
    for ((name, place), galley) in names.iter().zip(&places).zip(galleys) {
        let Some(place) = place else { continue };
        ui.painter().rect(place.rect, radius::CONTROL, theme.paper, Stroke::new(1.0, theme.edge_over_scene), StrokeKind::Inside);
        ui.painter().galley(place.rect.min + MARGIN, galley, theme.ink);
        let spot = Rect::from_min_size(place.rect.min, vec2(1.0, 1.0));
        set_live(ui, Id::unique(("name", &name.object)), spot, &name.name, false);
    }
    places.iter().flatten().map(|place| place.rect).collect()
}
