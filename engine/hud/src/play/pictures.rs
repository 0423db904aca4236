//! What a place made of pictures adds to the screen: words at its marks, the ways to its other pictures; and pictures on pages.
//!
//! Knows no file: pictures come in as textures. Start at [`InPictures`].

use super::{Layout, PlayAction};
use crate::theme::{self, Type, radius, space, tokens};
use crate::widgets::{CapLook, at, cap_width, paint_cap, set_live, tile};
use egui::accesskit::Role;
use egui::{Id, Pos2, Rect, Stroke, StrokeKind, TextureId, Ui, Vec2, WidgetInfo, pos2, vec2};
use ids::PictureId;

/// Height of a way to another picture, points.
const WAY: f32 = 44.0;
/// Between a mark and its words, points.
const BELOW: f32 = 8.0;
/// Of the room for a page, the most that a picture takes.
const TALLEST: f32 = 320.0;

/// Everything about pictures that a frame shows.
#[derive(Debug, Clone, Default)]
pub struct InPictures {
    /// For pages and cards.
    pub shown: Vec<ShownPicture>,
    pub signs: Vec<SignView>,
    /// The pictures of the place, in order; empty where one walks.
    pub places: Vec<PlaceView>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ShownPicture {
    pub id: PictureId,
    /// None when its file cannot be read any more: then its words stand in its place.
    pub texture: Option<TextureId>,
    pub size_px: [u32; 2],
    /// What is to be seen.
    pub shows: String,
}

/// Words at a mark.
#[derive(Debug, Clone, PartialEq)]
pub struct SignView {
    pub at: Pos2,
    pub words: String,
    /// It leads to another picture.
    pub leads: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceView {
    pub name: String,
    pub is_here: bool,
}

/// Words at the marks, under everything else.
pub(super) fn signs(ui: &Ui, layout: &Layout, signs: &[SignView]) {
    let theme = theme::of(ui);
    for (idx, sign) in signs.iter().enumerate() {
        let words = if sign.leads { format!("→ {}", sign.words) } else { sign.words.clone() };
        let galley = Type::LEAD.strong().lay_out_line(ui, &words, tokens::WHITE, layout.screen.width() * 0.3);
        let size = galley.size() + vec2(20.0, 8.0);
        let rect = Rect::from_min_size(pos2(sign.at.x - size.x / 2.0, sign.at.y + BELOW), size);
        if !layout.screen.contains_rect(rect) {
            continue;
        }
        ui.painter().rect(rect, radius::CONTROL, tokens::SLATE, Stroke::new(1.0, theme.edge_over_scene), StrokeKind::Inside);
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens::WHITE);
        set_live(ui, Id::unique(("sign", idx)), Rect::from_min_size(rect.min, vec2(1.0, 1.0)), &words, false);
    }
}

/// The other pictures at the bottom left, over `bottom`, with the keys that lead there; with one picture there is nothing to choose.
pub(super) fn places(
    ui: &mut Ui,
    layout: &Layout,
    places: &[PlaceView],
    bottom: f32,
    actions: &mut Vec<PlayAction>,
) -> Option<Rect> {
    if places.len() < 2 {
        return None;
    }
    let theme = theme::of(ui);
    let most = layout.screen.width() * if layout.narrow { 0.4 } else { 0.22 };
    let name_width = |place: &PlaceView| Type::BODY.strong().lay_out_line(ui, &place.name, theme.ink, most).size().x;
    let caps = cap_width(ui, "PgUp") + cap_width(ui, "PgDn") + 12.0;
    let width = places.iter().map(name_width).fold(caps, f32::max) + 2.0 * space::M + 8.0;
    let (name_style, heading) = (Type::BODY.strong(), 44.0);
    let n_fit = (((bottom - layout.safe().top() - heading) / WAY).floor() as usize).clamp(1, places.len());
    let here = places.iter().position(|place| place.is_here).unwrap_or(0);
    let first = here.saturating_sub(n_fit / 2).min(places.len() - n_fit);
    let height = heading + n_fit as f32 * WAY + 8.0;
    let rect = Rect::from_min_size(pos2(layout.safe().left(), bottom - height), vec2(width, height));
    ui.painter().add(theme::shadow_over_scene().as_shape(rect, radius::PANEL));
    ui.painter().rect(rect, radius::PANEL, theme.paper, Stroke::new(1.0, theme.edge_over_scene), StrokeKind::Inside);
    let middle = rect.top() + heading / 2.0;
    let page_up = paint_cap(ui, pos2(rect.left() + space::M, middle), "PgUp", CapLook::on_paper(&theme));
    paint_cap(ui, pos2(page_up.right() + 8.0, middle), "PgDn", CapLook::on_paper(&theme));
    at(ui, "places", rect, |ui| {
        for (row, (idx, place)) in places.iter().enumerate().skip(first).take(n_fit).enumerate() {
            let top = rect.top() + heading + row as f32 * WAY;
            let way = Rect::from_min_size(pos2(rect.left() + 6.0, top), vec2(width - 12.0, WAY - 4.0));
            let response = tile(ui, way, Id::unique(("place", idx)), &place.name, Role::RadioButton, Some(place.is_here), false);
            let colour = if place.is_here { theme.teal } else { theme.ink };
            let galley = name_style.lay_out_line(ui, &place.name, colour, most);
            ui.painter().galley(pos2(way.left() + 12.0, way.center().y - galley.size().y / 2.0), galley, colour);
            if response.clicked() && !place.is_here {
                actions.push(PlayAction::GoToPicture(idx));
            }
        }
    });
    Some(rect)
}

/// A picture over the available width, no taller than is left for words.
pub(super) fn show(ui: &mut Ui, shown: &[ShownPicture], picture: Option<&PictureId>) {
    let Some(shown) = picture.and_then(|id| shown.iter().find(|shown| shown.id == *id)) else { return };
    let theme = theme::of(ui);
    let Some(texture) = shown.texture else {
        crate::widgets::say(ui, &shown.shows, Type::BODY, theme.ink_2);
        ui.add_space(space::M);
        return;
    };
    let [width, height] = shown.size_px.map(|side| side.max(1) as f32);
    let scale = (ui.available_width() / width).min(TALLEST / height);
    let size = Vec2::new(width, height) * scale;
    let image = egui::Image::from_texture((texture, size)).alt_text(&shown.shows).corner_radius(radius::CONTROL);
    ui.vertical_centered(|ui| {
        let response = ui.add(image);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &shown.shows));
    });
    ui.add_space(space::M);
}
