//! What a frame costs, over the picture: for whoever looks into a slow PC. Closed until `F12` is pressed. Start at [`Overlay::lines`].

use crate::bench::peak_mb;
use crate::painter::{Painter, PainterFacts};
use egui::{Event, Key, RawInput};

/// How much of an earlier frame's time stays in the mean.
const KEPT: f32 = 0.9;

#[derive(Debug, Default)]
pub(crate) struct Overlay {
    is_open: bool,
    frame_ms: f32,
}

impl Overlay {
    /// Opens and closes by its key.
    pub fn take_in(&mut self, raw: &RawInput) {
        let is_press = |event: &&Event| matches!(event, Event::Key { key: Key::F12, pressed: true, repeat: false, .. });
        if raw.events.iter().filter(is_press).count() % 2 == 1 {
            self.is_open = !self.is_open;
        }
    }

    /// Names and values, a line each; none while it is closed.
    pub fn lines(&mut self, painter: &mut Painter, dt_secs: f32) -> Vec<(String, String)> {
        painter.set_timing(self.is_open);
        if !self.is_open {
            self.frame_ms = 0.0;
            return Vec::new();
        }
        let ms = dt_secs * 1e3;
        self.frame_ms = if self.frame_ms > 0.0 { self.frame_ms * KEPT + ms * (1.0 - KEPT) } else { ms };
        let facts = painter.facts();
        let adapter = format!("{} ({})", painter.gpu.adapter_name, painter.gpu.backend);
        lines_of(adapter, self.frame_ms, &facts, peak_mb())
    }
}

fn lines_of(adapter: String, frame_ms: f32, facts: &PainterFacts, peak_mb: Option<f64>) -> Vec<(String, String)> {
    let PainterFacts { tier, share, stats, passes, cpu_ms } = facts;
    let mut lines = vec![
        ("adapter".to_owned(), adapter),
        ("tier, share of the pixels shaded".to_owned(), format!("{tier:?}, {:.0} %", 100.0 * share * share)),
        ("from frame to frame, mean".to_owned(), format!("{frame_ms:.1} ms")),
        ("the last picture: CPU, drawing asked for".to_owned(), format!("{cpu_ms:.2} ms")),
    ];
    if passes.is_empty() {
        lines.push(("GPU".to_owned(), "it cannot tell its times".to_owned()));
    } else {
        let whole: f32 = passes.iter().map(|pass| pass.gpu_ms).sum();
        lines.push(("GPU".to_owned(), format!("{whole:.2} ms")));
        lines.extend(passes.iter().map(|pass| (format!("  {}", pass.name), format!("{:.2} ms", pass.gpu_ms))));
    }
    let draws = format!("{}, {}, {}", stats.n_draws, stats.n_shadow_draws, stats.n_calls);
    lines.push(("draws, of shadows, calls for them".to_owned(), draws));
    lines.push(("triangles".to_owned(), stats.n_triangles.to_string()));
    lines.push(("memory, at most so far".to_owned(), peak_mb.map_or("not known".to_owned(), |mb| format!("{mb:.0} MB"))));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;
    use render::{FrameStats, PassTime, Tier};

    #[test]
    fn its_key_opens_and_closes_it() {
        let press =
            |pressed| Event::Key { key: Key::F12, physical_key: None, pressed, repeat: false, modifiers: Modifiers::default() };
        let mut overlay = Overlay::default();
        for is_open in [true, false] {
            overlay.take_in(&RawInput { events: vec![press(true), press(false)], ..RawInput::default() });
            assert_eq!(overlay.is_open, is_open);
        }
    }

    #[test]
    fn it_says_where_the_time_goes() {
        let passes = vec![PassTime { name: "shadows", gpu_ms: 1.0 }, PassTime { name: "surfaces", gpu_ms: 2.5 }];
        let stats = FrameStats { n_draws: 174, n_triangles: 77_000, n_shadow_draws: 2, n_calls: 31 };
        let facts = PainterFacts { tier: Tier::Low, share: 0.5, stats, passes, cpu_ms: 0.4 };
        let lines = lines_of("a card".to_owned(), 16.6, &facts, Some(250.0));
        let text: Vec<String> = lines.into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let text = text.join("\n");
        for says in ["a card", "Low, 25 %", "GPU: 3.50 ms", "surfaces: 2.50 ms", "174, 2, 31", "77000", "250 MB"] {
            assert!(text.contains(says), "{says} in {text}");
        }
        let dumb = PainterFacts { passes: Vec::new(), ..facts };
        assert!(lines_of(String::new(), 1.0, &dumb, None).iter().any(|(_, value)| value.contains("cannot tell")));
    }
}
