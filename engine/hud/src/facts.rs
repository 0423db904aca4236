//! Names and values in two columns over everything, in a corner: for whoever looks under the bonnet. Start at [`facts`].

use egui::{Align2, Area, Color32, Frame, Grid, Id, Order, RichText, Ui, vec2};

/// Of a line, points.
const SIZE: f32 = 12.0;

/// Draws them at the top right; nothing while there are none. It takes no clicks.
pub fn facts(ui: &mut Ui, lines: &[(String, String)]) {
    if lines.is_empty() {
        return;
    }
    let area =
        Area::new(Id::unique("facts")).order(Order::Tooltip).interactable(false).anchor(Align2::RIGHT_TOP, vec2(-12.0, 12.0));
    area.show(ui.ctx(), |ui| {
        Frame::new().fill(Color32::from_black_alpha(200)).inner_margin(10.0).show(ui, |ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            Grid::new("facts").num_columns(2).min_row_height(0.0).spacing(vec2(16.0, 2.0)).show(ui, |ui| {
                for (name, value) in lines {
                    ui.label(RichText::new(name).monospace().size(SIZE).color(Color32::LIGHT_GRAY));
                    ui.label(RichText::new(value).monospace().size(SIZE).color(Color32::WHITE));
                    ui.end_row();
                }
            });
        });
    });
}
