//! A magnifying glass over the room: a round picture with a rim. What it shows comes in as a texture.

use crate::theme::tokens;
use egui::{Color32, Mesh, Pos2, Shape, Stroke, TextureId, Ui, pos2, vec2};

/// Corners of the round picture.
const N_CORNERS: u32 = 64;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LoupeView {
    /// A square picture of what is under it, larger.
    pub texture: TextureId,
    pub at: Pos2,
    pub radius: f32,
}

pub(crate) fn show(ui: &Ui, loupe: &LoupeView) {
    let LoupeView { texture, at, radius } = *loupe;
    let mut mesh = Mesh::with_texture(texture);
    let corner = |share: f32| {
        let (sin, cos) = (share * std::f32::consts::TAU).sin_cos();
        (at + vec2(cos, sin) * radius, pos2(0.5 + 0.5 * cos, 0.5 + 0.5 * sin))
    };
    let mut add = |pos: Pos2, uv: Pos2| mesh.vertices.push(egui::epaint::Vertex { pos, uv, color: Color32::WHITE });
    add(at, pos2(0.5, 0.5));
    for idx in 0..=N_CORNERS {
        let (pos, uv) = corner(idx as f32 / N_CORNERS as f32);
        add(pos, uv);
    }
    (1..=N_CORNERS).for_each(|idx| mesh.add_triangle(0, idx, idx + 1));
    ui.painter().add(Shape::mesh(mesh));
    ui.painter().circle_stroke(at, radius, Stroke::new(7.0, tokens::SLATE));
    ui.painter().circle_stroke(at, radius, Stroke::new(3.0, tokens::WHITE));
    // The middle stays open, so that a needle's tip is seen under it.
    ui.painter().circle_stroke(at, 7.0, Stroke::new(3.0, tokens::SLATE));
    ui.painter().circle_stroke(at, 7.0, Stroke::new(1.5, tokens::WHITE));
}
