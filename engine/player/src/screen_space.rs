//! From normalised device coordinates to points of the HUD and back.

use curriculum::Module;
use egui::{Pos2, Rect, Ui};
use glam::Vec2;
use hud::{NameView, capitalised};
use ids::ObjectId;
use stage::{EdgePointer, Stage};

/// The HUD's area, in egui points.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    pub rect: Rect,
}

impl Screen {
    pub fn of(ui: &Ui) -> Self {
        Self { rect: ui.max_rect() }
    }

    pub fn aspect(&self) -> f32 {
        self.rect.width().max(1.0) / self.rect.height().max(1.0)
    }

    /// x right, y up, both -1..1 within the screen.
    pub fn ndc(&self, at: Pos2) -> Vec2 {
        let x = (at.x - self.rect.left()) / self.rect.width().max(1.0);
        let y = (at.y - self.rect.top()) / self.rect.height().max(1.0);
        Vec2::new(2.0 * x - 1.0, 1.0 - 2.0 * y)
    }

    pub fn point(&self, ndc: Vec2) -> Pos2 {
        let x = self.rect.left() + (ndc.x + 1.0) / 2.0 * self.rect.width();
        let y = self.rect.top() + (1.0 - ndc.y) / 2.0 * self.rect.height();
        egui::pos2(x, y)
    }

    /// Where an object's middle is; none when it is behind the eye.
    pub fn point_of(&self, stage: &Stage, object: &ObjectId) -> Option<Pos2> {
        let point = stage.point_of(object)?;
        stage.on_screen(point, self.aspect()).map(|ndc| self.point(ndc))
    }

    /// The part of the screen that an object takes, as far as it is in view.
    pub fn rect_of(&self, stage: &Stage, object: &ObjectId) -> Option<Rect> {
        let (low, high) = stage.rect_on_screen(object, self.aspect())?;
        let rect = Rect::from_two_pos(self.point(low), self.point(high)).intersect(self.rect);
        rect.is_positive().then_some(rect)
    }

    /// Things whose names effects show.
    pub fn names(&self, stage: &Stage, module: &Module) -> Vec<NameView> {
        let name = |(object, point): (&ObjectId, glam::Vec3)| {
            let at = self.point(stage.on_screen(point, self.aspect())?);
            self.rect.contains(at).then(|| NameView { object: object.clone(), name: name_of(module, object), at })
        };
        stage.labelled().into_iter().filter_map(name).collect()
    }
}

/// What a thing is called at the head of a line.
pub fn name_of(module: &Module, object: &ObjectId) -> String {
    module.object(object).map(|object| capitalised(&object.name)).unwrap_or_default()
}

/// The stage's words as the HUD shows them.
pub fn edge_of(pointer: &EdgePointer, name: String) -> hud::EdgePointer {
    let side = match pointer.side {
        stage::Side::Left => hud::Side::Left,
        stage::Side::Right => hud::Side::Right,
    };
    hud::EdgePointer { side, name, words: pointer.words.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_device_coordinates_are_each_others_inverse() {
        let screen = Screen { rect: Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1280.0, 720.0)) };
        assert_eq!(screen.point(Vec2::ZERO), egui::pos2(640.0, 360.0));
        let back = screen.ndc(screen.point(Vec2::new(0.5, -0.25)));
        assert!((back - Vec2::new(0.5, -0.25)).length() < 1e-5);
    }
}
