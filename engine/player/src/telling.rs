//! Each frame in words, for the tests that use the window as a person does: how much of what they did has come in, whether
//! anything still goes on by itself, and what a screen reader is told, with its place.
//!
//! Knows no screen. Silent unless PRACTICUM_TELL_FRAMES is set. Start at [`Telling::tell`].

use egui::accesskit::{Node, Toggled, TreeUpdate};
use egui::{Event, Pos2, RawInput};
use serde_json::{Value, json};
use std::io::Write;
use std::time::Duration;

/// A line of JSON on the standard output for each frame.
#[derive(Debug, Default)]
pub(crate) struct Telling {
    /// Presses of keys and buttons, and notches of the wheel, that have come in so far.
    n_taken: u64,
    /// Where the pointer was last, points.
    pointer: Option<Pos2>,
}

impl Telling {
    /// None, unless the journeys' tests ask for it.
    pub fn if_asked() -> Option<Self> {
        std::env::var_os("PRACTICUM_TELL_FRAMES").map(|_| Self::default())
    }

    /// Counts what comes into a frame, and notes where the pointer is.
    pub fn take_in(&mut self, raw: &RawInput) {
        let is_press = |event: &&Event| {
            let pressed =
                matches!(event, Event::Key { pressed: true, repeat: false, .. } | Event::PointerButton { pressed: true, .. });
            pressed || matches!(event, Event::MouseWheel { .. })
        };
        for event in &raw.events {
            match event {
                Event::PointerMoved(at) => self.pointer = Some(*at),
                Event::PointerGone => self.pointer = None,
                _ => {}
            }
        }
        self.n_taken += raw.events.iter().filter(is_press).count() as u64;
    }

    /// Tells a frame once it is drawn, with what goes on in it, when the next one comes though nothing happens, and whether the picture is yet to become sharper.
    pub fn tell(&self, goes_on: Option<&str>, next: Option<Duration>, sharpens: bool, said: Option<&TreeUpdate>) {
        let nodes: Vec<Value> = said.map(words_of).unwrap_or_default();
        let next_ms = next.map(|next| next.as_millis() as u64);
        let pointer = self.pointer.map(|at| [at.x, at.y]);
        let line = json!({
            "taken": self.n_taken, "goes_on": goes_on, "next_ms": next_ms, "sharpens": sharpens, "pointer": pointer, "nodes": nodes,
        });
        let mut out = std::io::stdout().lock();
        // Nobody listens any more: then nobody misses it.
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    }
}

/// What has words, in the order of the screen.
fn words_of(said: &TreeUpdate) -> Vec<Value> {
    let told = said.nodes.iter().filter_map(|(id, node)| {
        let name = node.label().or(node.value()).filter(|name| !name.is_empty())?;
        let at = node.bounds().map(|rect| [rect.x0, rect.y0, rect.x1, rect.y1]);
        Some(json!({
            "role": format!("{:?}", node.role()),
            "name": name,
            "at": at,
            "is_chosen": is_chosen(node),
            "is_off": node.is_disabled(),
            "has_focus": *id == said.focus,
        }))
    });
    told.collect()
}

fn is_chosen(node: &Node) -> bool {
    node.toggled() == Some(Toggled::True) || node.is_selected() == Some(true)
}
