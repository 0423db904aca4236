//! A camera that goes around what it looks at, by mouse and by keys. Start at [`Orbit::follow`].

use super::camera::FOV_Y_DEGREES;
use crate::controls::notches;
use egui::{Event, InputState, Key, PointerButton, Pos2, Rect, Ui, Vec2};
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

/// A button that went down on the picture and is still held, and where it was last.
#[derive(Debug, Clone, Copy, Default)]
pub struct Grip(Option<(PointerButton, Pos2)>);

impl Grip {
    /// How far a frame's events drag what is seen, and how far of it aside, in points. On a slow PC one frame may bring a whole drag, from
    /// the press to letting go: nothing of it is lost.
    fn drags(&mut self, events: &[Event], panel: Option<Rect>) -> [Vec2; 2] {
        let mut drags = [Vec2::ZERO; 2];
        for event in events {
            match *event {
                Event::PointerMoved(to) => {
                    if let Some((button, from)) = &mut self.0 {
                        drags[usize::from(*button == PointerButton::Secondary)] += to - *from;
                        *from = to;
                    }
                }
                Event::PointerButton { pos, button, pressed: true, .. } if self.0.is_none() => {
                    self.0 = (!panel.is_some_and(|panel| panel.contains(pos))).then_some((button, pos));
                }
                Event::PointerButton { button, pressed: false, .. } if self.0.is_some_and(|(held, _)| held == button) => {
                    self.0 = None
                }
                Event::PointerGone | Event::WindowFocused(false) => self.0 = None,
                _ => {}
            }
        }
        drags
    }
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

    /// Takes what mouse and keys did where nothing of the panel was meant, which lies there.
    pub fn follow(&mut self, ui: &mut Ui, grip: &mut Grip, panel: Option<Rect>) {
        let is_on_panel = |at: Option<Pos2>| at.zip(panel).is_some_and(|(at, panel)| panel.contains(at));
        let ([turn, shift], is_shifted) = ui.input(|input| (grip.drags(&input.raw.events, panel), input.modifiers.shift));
        for (drag, is_aside) in [(turn, is_shifted), (shift, true)] {
            if drag != Vec2::ZERO {
                self.go(drag.x * TURN_PER_PX, drag.y * TURN_PER_PX, is_aside);
            }
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
    fn a_drag_within_one_frame_turns_and_one_on_the_panel_does_not() {
        let button = |pos, button, pressed| Event::PointerButton { pos, button, pressed, modifiers: egui::Modifiers::NONE };
        let drag = |with: PointerButton, from: Pos2, to: Pos2| {
            [button(from, with, true), Event::PointerMoved(to), button(to, with, false)]
        };
        let (panel, from, to) =
            (Rect::from_min_max(Pos2::ZERO, Pos2::new(300.0, 600.0)), Pos2::new(500.0, 300.0), Pos2::new(560.0, 290.0));
        let mut grip = Grip::default();
        let drags = |grip: &mut Grip, events: &[Event]| grip.drags(events, Some(panel));
        let by = Vec2::new(60.0, -10.0);
        assert_eq!(drags(&mut grip, &drag(PointerButton::Primary, from, to)), [by, Vec2::ZERO]);
        assert_eq!(drags(&mut grip, &drag(PointerButton::Secondary, from, to)), [Vec2::ZERO, by]);
        assert_eq!(drags(&mut grip, &[Event::PointerMoved(from)]), [Vec2::ZERO; 2], "it was let go");
        assert_eq!(
            drags(&mut grip, &drag(PointerButton::Primary, Pos2::new(20.0, 20.0), to)),
            [Vec2::ZERO; 2],
            "it began on the panel"
        );
        let [press, moved, release] = drag(PointerButton::Primary, from, to);
        assert_eq!(drags(&mut grip, &[press]), [Vec2::ZERO; 2]);
        assert_eq!(drags(&mut grip, &[moved]), [by, Vec2::ZERO]);
        assert_eq!(drags(&mut grip, &[release, Event::PointerMoved(from)]), [Vec2::ZERO; 2]);
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
