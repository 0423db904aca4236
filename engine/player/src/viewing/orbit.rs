//! A camera that goes around what it looks at, by mouse and by keys. Start at [`Orbit::follow`].

use super::camera::FOV_Y_DEGREES;
use crate::controls::notches;
use egui::{Event, InputState, Key, PointerButton, Pos2, Rect, Sense, Ui};
use glam::{Mat4, Quat, Vec3};
use render::View;
use scene::Aabb;
use std::f32::consts::FRAC_PI_2;

/// Radians for a pixel of the mouse, and for a press of an arrow key.
const TURN_PER_PX: f32 = 0.006;
const TURN_PER_PRESS: f32 = 0.12;
/// How much nearer one notch of the wheel goes.
const NEARER: f32 = 0.9;
/// Not quite straight up or down.
const PITCH_MAX: f32 = FRAC_PI_2 - 0.01;
/// Of what is looked at, how near and how far one may go.
const DISTANCES: (f32, f32) = (0.01, 20.0);

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Orbit {
    target: Vec3,
    /// Radians, counter-clockwise from above; 0 looks along -Z.
    yaw: f32,
    /// Radians; positive looks down.
    pitch: f32,
    distance_m: f32,
    radius_m: f32,
}

impl Orbit {
    /// Far enough away to see everything.
    pub fn around(bounds: Aabb) -> Self {
        let radius_m = (0.5 * bounds.size().length()).max(1e-3);
        let distance_m = radius_m / (0.5 * FOV_Y_DEGREES.to_radians()).sin();
        Self { target: bounds.center(), yaw: 0.6, pitch: 0.4, distance_m, radius_m }
    }

    pub fn view(&self) -> View {
        let rotation = self.rotation();
        let eye = self.target + rotation * Vec3::Z * self.distance_m;
        let near_m = (0.002 * self.distance_m).min(0.05);
        View::perspective(Mat4::from_rotation_translation(rotation, eye), FOV_Y_DEGREES.to_radians(), near_m)
    }

    /// Takes what mouse and keys did where nothing of the panel was meant, which lies there and is drawn after this: what comes later gets
    /// clicks and drags first.
    pub fn follow(&mut self, ui: &mut Ui, panel: Option<Rect>) {
        let is_on_panel = |at: Option<Pos2>| at.zip(panel).is_some_and(|(at, panel)| panel.contains(at));
        let area = ui.interact(ui.max_rect(), ui.scope_id().with("orbit"), Sense::drag());
        let delta = area.drag_delta();
        let aside = area.dragged_by(PointerButton::Secondary) || ui.input(|input| input.modifiers.shift);
        if delta != egui::Vec2::ZERO && !is_on_panel(ui.input(|input| input.pointer.press_origin())) {
            self.go(delta.x * TURN_PER_PX, delta.y * TURN_PER_PX, aside);
        }
        if ui.memory(|memory| memory.focused().is_none()) {
            let presses = |key: Key| ui.input(|input| input.num_presses(key) as f32) * TURN_PER_PRESS;
            let x = presses(Key::ArrowLeft) - presses(Key::ArrowRight);
            let y = presses(Key::ArrowUp) - presses(Key::ArrowDown);
            if (x, y) != (0.0, 0.0) {
                self.go(x, y, ui.input(|input| input.modifiers.shift));
            }
        }
        let wheel = if is_on_panel(ui.ctx().pointer_hover_pos()) { 0.0 } else { ui.input(wheeled) };
        let presses = |keys: [Key; 2]| keys.map(|key| ui.input(|input| input.num_presses(key) as f32)).iter().sum::<f32>();
        let notches = wheel + presses([Key::Plus, Key::Equals]) - presses([Key::Minus, Key::PageDown]);
        let (nearest, farthest) = DISTANCES;
        self.distance_m = (self.distance_m * NEARER.powf(notches)).clamp(nearest * self.radius_m, farthest * self.radius_m);
    }

    /// Turns, or moves aside, by radians.
    fn go(&mut self, x: f32, y: f32, aside: bool) {
        if aside {
            let in_view = Vec3::new(-x, y, 0.0) * self.distance_m * 0.3;
            self.target += self.rotation() * in_view;
        } else {
            self.yaw -= x;
            self.pitch = (self.pitch + y).clamp(-PITCH_MAX, PITCH_MAX);
        }
    }

    fn rotation(&self) -> Quat {
        Quat::from_rotation_y(self.yaw) * Quat::from_rotation_x(-self.pitch)
    }
}

/// Notches of this frame's wheel itself: smoothed, what was scrolled on the panel would run on beside it.
fn wheeled(input: &InputState) -> f32 {
    let notches = |event: &Event| match event {
        Event::MouseWheel { unit, delta, .. } => notches(*unit, *delta),
        _ => 0.0,
    };
    input.raw.events.iter().map(notches).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_stays_in_the_middle_while_turning() {
        let mut orbit = Orbit::around(Aabb { min: Vec3::new(1.0, 0.0, 1.0), max: Vec3::new(3.0, 2.0, 3.0) });
        for _ in 0..20 {
            orbit.go(0.4, 0.7, false);
            let view = orbit.view();
            let place = (view.clip_from_view(1.0) * view.view_from_world()).project_point3(Vec3::new(2.0, 1.0, 2.0));
            assert!(place.truncate().length() < 1e-4 && place.z > 0.0);
        }
        assert!(orbit.pitch <= PITCH_MAX);
    }

    #[test]
    fn moving_aside_keeps_the_distance() {
        let mut orbit = Orbit::around(Aabb { min: Vec3::ZERO, max: Vec3::ONE });
        let before = orbit;
        orbit.go(0.5, 0.5, true);
        assert_ne!(orbit.target, before.target);
        assert_eq!((orbit.distance_m, orbit.yaw), (before.distance_m, before.yaw));
    }
}
