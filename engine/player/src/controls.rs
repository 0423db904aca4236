//! Keys and mouse of the room: what is held down and what was just pressed, as deeds.
//!
//! Reads egui's raw events, so that a window, a test and a headless run share it. Knows no scene. Start at [`Controls::read`].

use crate::play::Stride;
use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Vec2};
use hud::{PointerMode, Settings};
use std::collections::BTreeSet;

/// A key that is tapped for less than this starts a hold that stays until the next tap; kept down for longer, letting go ends it.
const TAP_SECS: f64 = 0.4;
/// On a slow machine a frame may last longer than that: up from one frame to the next is a tap all the same.
const TAP_FRAMES: u32 = 1;
/// Radians a pixel of mouse movement at 100 %.
const MOUSE_RADIANS: f32 = 0.0022;
/// Radians a second with the arrow keys.
const KEY_TURN: f32 = 1.9;
/// Less than this is a click and not a drag, points.
const DRAG_POINTS: f32 = 6.0;

/// One thing a person asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Deed {
    Act,
    /// The button that acts went down: what can be dragged is taken hold of.
    Press,
    /// The key or button that began a hold is up again.
    LetGo,
    /// A press of the button into the room, in points.
    Click(Pos2),
    Next,
    Previous,
    Hint,
    Face,
    SayAgain,
    Back,
    Closer,
    /// The magnifying glass: its key went down, or up after it was kept down.
    Loupe(bool),
    /// Leave an optional step out.
    Skip,
    /// So many notches nearer, or farther.
    Nearer(i8),
    /// The next picture of the place, or the one before.
    Picture(i8),
    Pause,
    Help,
    Fullscreen,
    /// Greater or smaller text.
    TextSize(i16),
}

/// What was asked for since the last frame.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Deeds {
    pub stride: Stride,
    /// Turns of the head: to the left and up, radians.
    pub look: Vec2,
    /// Notches of the wheel, away from the hand.
    pub wheel: f32,
    /// The pointer went elsewhere.
    pub has_pointed: bool,
    pub deeds: Vec<Deed>,
}

/// Whose the keys are just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeysFor {
    /// Walking and acting; nothing on the screen waits for a key.
    Room,
    /// Something on the screen waits for keys.
    Hud,
}

#[derive(Debug, Clone, Default)]
pub struct Controls {
    /// What walks or turns.
    down: BTreeSet<Key>,
    /// Every key that went down and has not come up.
    held: BTreeSet<Key>,
    pub pointer: Option<Pos2>,
    /// A key was used after the pointer was.
    pub keys_last: bool,
    /// Where the looking-around button went down.
    look_drag: Option<Pos2>,
    act_down: Option<ActDown>,
    loupe_down: Option<ActDown>,
}

/// Since when a key that acts is down, and how many frames ago that was read.
#[derive(Debug, Clone, Copy)]
struct ActDown {
    at_secs: f64,
    n_frames: u32,
}

impl ActDown {
    /// Longer than a tap.
    fn was_kept(self, until_secs: f64) -> bool {
        until_secs - self.at_secs > TAP_SECS && self.n_frames > TAP_FRAMES
    }
}

impl Controls {
    /// Takes this frame's events in. While keys are for the room, the ones it uses are taken out of `raw`, so that the HUD does
    /// not move its focus with them.
    pub fn read(&mut self, raw: &mut RawInput, mouse_moved: Vec2, settings: &Settings, keys: KeysFor) -> Deeds {
        let mut deeds = Deeds::default();
        let now_secs = raw.time.unwrap_or(0.0);
        for down in self.act_down.iter_mut().chain(&mut self.loupe_down) {
            down.n_frames += 1;
        }
        for event in &raw.events {
            self.take(event, settings, keys, now_secs, &mut deeds);
        }
        if keys == KeysFor::Room {
            // Only presses: a key that went down on the screen before must come up there too, or it counts as kept down.
            raw.events.retain(|event| !matches!(event, Event::Key { key, pressed: true, .. } if is_room_key(*key)));
            self.stride(settings, &mut deeds.stride);
            if settings.pointer == PointerMode::MouseLook {
                deeds.look += look_of(mouse_moved, settings);
            }
        } else {
            self.let_go();
        }
        deeds
    }

    /// Nothing is held down any more, as when the window loses focus.
    pub fn forget(&mut self) {
        self.held.clear();
        self.let_go();
    }

    fn let_go(&mut self) {
        self.down.clear();
        self.look_drag = None;
        self.act_down = None;
        self.loupe_down = None;
    }

    /// True while a key that walks or turns is down.
    pub fn is_walking(&self) -> bool {
        !self.down.is_empty()
    }

    fn take(&mut self, event: &Event, settings: &Settings, keys: KeysFor, now_secs: f64, deeds: &mut Deeds) {
        match event {
            Event::Key { key, pressed, repeat, modifiers, .. } => {
                self.keys_last |= *pressed;
                // Only the HUD will mark what the system repeats while a key is kept down; here it is told by what is down already.
                let was_down = if *pressed { !self.held.insert(*key) } else { self.held.remove(key) };
                let repeat = *repeat || (*pressed && was_down);
                self.take_key(*key, *pressed, repeat, *modifiers, settings, keys, now_secs, &mut deeds.deeds);
            }
            Event::PointerMoved(at) => {
                if let (Some(from), Some(before)) = (self.look_drag, self.pointer)
                    && keys == KeysFor::Room
                    && from.distance(*at) > DRAG_POINTS
                {
                    // The room follows the hand, as if it were dragged along.
                    deeds.look -= look_of(*at - before, settings) * 1.6;
                }
                deeds.has_pointed |= self.pointer.is_some_and(|before| before != *at);
                self.keys_last &= self.pointer == Some(*at);
                self.pointer = Some(*at);
            }
            Event::PointerButton { pressed: true, .. } if keys == KeysFor::Hud => self.keys_last = false,
            Event::PointerGone => self.pointer = None,
            Event::MouseWheel { unit, delta, .. } if keys == KeysFor::Room => {
                deeds.wheel += notches(*unit, *delta);
            }
            Event::PointerButton { pos, button, pressed, .. } if keys == KeysFor::Room => {
                self.take_button(*pos, *button, *pressed, settings, deeds);
            }
            _ => {}
        }
    }

    fn take_button(&mut self, at: Pos2, button: PointerButton, pressed: bool, settings: &Settings, deeds: &mut Deeds) {
        self.pointer = Some(at);
        self.keys_last = false;
        match (button, pressed, settings.pointer) {
            (PointerButton::Primary, true, PointerMode::MouseLook) => deeds.deeds.push(Deed::Press),
            (PointerButton::Primary, false, PointerMode::MouseLook) => deeds.deeds.push(Deed::LetGo),
            (PointerButton::Primary, true, PointerMode::PointAndClick) => {
                deeds.deeds.push(Deed::Click(at));
            }
            (PointerButton::Primary, false, PointerMode::PointAndClick) => {
                deeds.deeds.push(Deed::LetGo);
            }
            (PointerButton::Secondary | PointerButton::Middle, true, _) => self.look_drag = Some(at),
            (PointerButton::Secondary | PointerButton::Middle, false, _) => self.look_drag = None,
            _ => {}
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one call, and each is a fact of one key event")]
    fn take_key(
        &mut self,
        key: Key,
        pressed: bool,
        repeat: bool,
        modifiers: Modifiers,
        settings: &Settings,
        keys: KeysFor,
        now_secs: f64,
        deeds: &mut Vec<Deed>,
    ) {
        if !pressed {
            self.down.remove(&key);
            if is_loupe(key, settings) && self.loupe_down.take().is_some_and(|down| down.was_kept(now_secs)) {
                deeds.push(Deed::Loupe(false));
            }
            if is_act(key, settings) && self.act_down.take().is_some_and(|down| down.was_kept(now_secs)) {
                deeds.push(Deed::LetGo);
            }
            return;
        }
        if repeat {
            // Walking goes on once the screen gives the keys back.
            if keys == KeysFor::Room && is_stride(key) {
                self.down.insert(key);
            }
            return;
        }
        if modifiers.command {
            deeds.extend(match key {
                Key::Plus | Key::Equals => Some(Deed::TextSize(25)),
                Key::Minus => Some(Deed::TextSize(-25)),
                _ => None,
            });
            return;
        }
        match key {
            Key::F11 => deeds.push(Deed::Fullscreen),
            Key::F1 => deeds.push(Deed::Help),
            Key::Escape => deeds.push(Deed::Pause),
            // Also while a value is asked for: then there is something to read.
            _ if is_loupe(key, settings) && (keys == KeysFor::Room || key == Key::F9) => {
                self.loupe_down = Some(ActDown { at_secs: now_secs, n_frames: 0 });
                deeds.push(Deed::Loupe(true));
            }
            _ if keys == KeysFor::Hud => {}
            Key::Tab => deeds.push(if modifiers.shift { Deed::Previous } else { Deed::Next }),
            _ if is_act(key, settings) => {
                self.act_down = Some(ActDown { at_secs: now_secs, n_frames: 0 });
                deeds.push(Deed::Act);
            }
            _ => {
                self.down.insert(key);
                deeds.extend(letter_deed(key, settings));
            }
        }
    }

    fn stride(&self, settings: &Settings, stride: &mut Stride) {
        let down = |key: Key| f32::from(u8::from(self.down.contains(&key)));
        let letter = |key: Key| if settings.letter_keys { down(key) } else { 0.0 };
        stride.forward = (letter(Key::W) - letter(Key::S) + down(Key::ArrowUp) - down(Key::ArrowDown)).clamp(-1.0, 1.0);
        stride.right = letter(Key::D) - letter(Key::A);
        stride.turn = (down(Key::ArrowLeft) - down(Key::ArrowRight)) * KEY_TURN;
    }
}

fn look_of(moved: Vec2, settings: &Settings) -> Vec2 {
    let scale = MOUSE_RADIANS * f32::from(settings.mouse_percent) / 100.0;
    let up = if settings.invert_mouse { moved.y } else { -moved.y };
    Vec2::new(-moved.x, up) * scale
}

fn is_stride(key: Key) -> bool {
    use Key::{A, ArrowDown, ArrowLeft, ArrowRight, ArrowUp, D, S, W};
    matches!(key, W | A | S | D | ArrowUp | ArrowDown | ArrowLeft | ArrowRight)
}

fn is_act(key: Key, settings: &Settings) -> bool {
    key == Key::Enter || (key == Key::E && settings.letter_keys)
}

fn is_loupe(key: Key, settings: &Settings) -> bool {
    key == Key::F9 || (key == Key::M && settings.letter_keys)
}

fn letter_deed(key: Key, settings: &Settings) -> Option<Deed> {
    let deed = match key {
        Key::Backspace => return Some(Deed::Back),
        Key::F2 => return Some(Deed::Hint),
        Key::F3 => return Some(Deed::Face),
        Key::F4 => return Some(Deed::SayAgain),
        Key::F6 => return Some(Deed::Closer),
        Key::F7 => return Some(Deed::Skip),
        Key::PageDown => return Some(Deed::Picture(1)),
        Key::PageUp => return Some(Deed::Picture(-1)),
        Key::Plus | Key::Equals => return Some(Deed::Nearer(1)),
        Key::Minus => return Some(Deed::Nearer(-1)),
        Key::H => Deed::Hint,
        Key::F => Deed::Face,
        Key::R => Deed::SayAgain,
        Key::Q => Deed::Back,
        Key::Z => Deed::Closer,
        Key::N => Deed::Skip,
        _ => return None,
    };
    settings.letter_keys.then_some(deed)
}

fn is_room_key(key: Key) -> bool {
    let arrows = [Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight];
    arrows.contains(&key) || [Key::Tab, Key::Enter, Key::Space, Key::Escape].contains(&key)
}

/// Of the wheel, upwards positive; a touchpad counts points instead.
pub(crate) fn notches(unit: MouseWheelUnit, delta: Vec2) -> f32 {
    if unit == MouseWheelUnit::Point { delta.y / 40.0 } else { delta.y }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key, pressed: bool) -> Event {
        Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }
    }

    fn read(controls: &mut Controls, events: Vec<Event>, time_secs: f64, keys: KeysFor) -> Deeds {
        let mut raw = RawInput { events, time: Some(time_secs), ..RawInput::default() };
        controls.read(&mut raw, Vec2::ZERO, &Settings::default(), keys)
    }

    #[test]
    fn walking_lasts_while_the_key_is_down() {
        let mut controls = Controls::default();
        assert_eq!(read(&mut controls, vec![key(Key::W, true)], 0.0, KeysFor::Room).stride.forward, 1.0);
        assert_eq!(read(&mut controls, vec![], 0.1, KeysFor::Room).stride.forward, 1.0);
        assert_eq!(read(&mut controls, vec![key(Key::W, false)], 0.2, KeysFor::Room).stride.forward, 0.0);
    }

    #[test]
    fn a_tap_keeps_a_hold_and_a_long_press_lets_go_of_it() {
        let mut controls = Controls::default();
        read(&mut controls, vec![key(Key::E, true)], 0.0, KeysFor::Room);
        assert!(read(&mut controls, vec![key(Key::E, false)], 0.1, KeysFor::Room).deeds.is_empty());
        read(&mut controls, vec![key(Key::E, true)], 1.0, KeysFor::Room);
        assert!(read(&mut controls, vec![key(Key::E, false)], 1.9, KeysFor::Room).deeds.is_empty(), "one long frame");
        read(&mut controls, vec![key(Key::E, true)], 3.0, KeysFor::Room);
        read(&mut controls, vec![], 3.5, KeysFor::Room);
        assert_eq!(read(&mut controls, vec![key(Key::E, false)], 4.0, KeysFor::Room).deeds, vec![Deed::LetGo]);
    }

    #[test]
    fn a_key_kept_down_acts_once_however_often_the_system_repeats_it() {
        let mut controls = Controls::default();
        assert_eq!(read(&mut controls, vec![key(Key::E, true)], 0.0, KeysFor::Room).deeds, [Deed::Act]);
        for time_secs in [0.7, 0.8, 0.9] {
            assert!(read(&mut controls, vec![key(Key::E, true)], time_secs, KeysFor::Room).deeds.is_empty());
        }
        assert_eq!(read(&mut controls, vec![key(Key::E, false)], 1.0, KeysFor::Room).deeds, [Deed::LetGo]);
        assert_eq!(read(&mut controls, vec![key(Key::E, true)], 2.0, KeysFor::Room).deeds, [Deed::Act]);
    }

    #[test]
    fn the_magnifying_glass_goes_when_its_key_comes_up_and_stays_after_a_tap() {
        let mut controls = Controls::default();
        assert_eq!(read(&mut controls, vec![key(Key::M, true)], 0.0, KeysFor::Room).deeds, [Deed::Loupe(true)]);
        assert!(read(&mut controls, vec![key(Key::M, false)], 0.1, KeysFor::Room).deeds.is_empty(), "a tap");
        assert_eq!(read(&mut controls, vec![key(Key::F9, true)], 1.0, KeysFor::Hud).deeds, [Deed::Loupe(true)]);
        read(&mut controls, vec![key(Key::M, true)], 2.0, KeysFor::Room);
        read(&mut controls, vec![], 2.5, KeysFor::Room);
        assert_eq!(read(&mut controls, vec![key(Key::M, false)], 3.0, KeysFor::Room).deeds, [Deed::Loupe(false)]);
        assert!(read(&mut controls, vec![key(Key::M, true)], 4.0, KeysFor::Hud).deeds.is_empty(), "a letter is typed");
    }

    #[test]
    fn keys_for_the_screen_do_not_walk_or_act() {
        let mut controls = Controls::default();
        let deeds = read(&mut controls, vec![key(Key::W, true), key(Key::E, true), key(Key::Escape, true)], 0.0, KeysFor::Hud);
        assert_eq!(deeds, Deeds { deeds: vec![Deed::Pause], ..Deeds::default() });
    }

    #[test]
    fn letters_can_be_turned_off_and_function_keys_do_their_work() {
        let mut controls = Controls::default();
        let settings = Settings { letter_keys: false, ..Settings::default() };
        let mut raw = RawInput { events: vec![key(Key::H, true), key(Key::F2, true)], ..RawInput::default() };
        assert_eq!(controls.read(&mut raw, Vec2::ZERO, &settings, KeysFor::Room).deeds, vec![Deed::Hint]);
    }

    #[test]
    fn what_was_used_last_is_known() {
        let mut controls = Controls::default();
        assert!(!controls.keys_last);
        read(&mut controls, vec![key(Key::E, true), key(Key::E, false)], 0.0, KeysFor::Room);
        assert!(controls.keys_last);
        read(&mut controls, vec![Event::PointerMoved(Pos2::new(4.0, 2.0))], 0.1, KeysFor::Room);
        assert!(!controls.keys_last);
        read(&mut controls, vec![key(Key::Tab, true)], 0.2, KeysFor::Hud);
        read(&mut controls, vec![Event::PointerMoved(Pos2::new(4.0, 2.0))], 0.3, KeysFor::Room);
        assert!(controls.keys_last, "told again where it rests");
    }

    #[test]
    fn tab_is_for_the_room_and_not_for_the_screens_focus() {
        let mut raw = RawInput { events: vec![key(Key::Tab, true)], ..RawInput::default() };
        let deeds = Controls::default().read(&mut raw, Vec2::ZERO, &Settings::default(), KeysFor::Room);
        assert_eq!(deeds.deeds, vec![Deed::Next]);
        assert!(raw.events.is_empty());
    }

    #[test]
    fn a_key_that_went_down_on_the_screen_before_comes_up_for_the_screen() {
        let mut raw = RawInput { events: vec![key(Key::Enter, false)], ..RawInput::default() };
        Controls::default().read(&mut raw, Vec2::ZERO, &Settings::default(), KeysFor::Room);
        assert_eq!(raw.events, vec![key(Key::Enter, false)]);
    }
}
