//! What may happen to a graphics card at any time, made to happen for those who want to see that the program goes on:
//! PRACTICUM_LOSE_GRAPHICS says what, and in which frame, such as `card:25,surface:60,memory:90`. Silent without it.
//!
//! Knows no graphics card. Start at [`Mishaps::in_frame`].

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mishap {
    /// It is unplugged, or its driver begins anew.
    Card,
    /// The window's surface is gone.
    Surface,
    /// It has no memory left.
    Memory,
}

#[derive(Debug, Default)]
pub(super) struct Mishaps {
    n_frames: u32,
    due: Vec<(u32, Mishap)>,
}

impl Mishaps {
    pub fn wanted() -> Self {
        let text = std::env::var("PRACTICUM_LOSE_GRAPHICS").unwrap_or_default();
        Self { n_frames: 0, due: text.split(',').filter_map(due).collect() }
    }

    /// What happens in the next frame.
    pub fn in_frame(&mut self) -> Option<Mishap> {
        self.n_frames += 1;
        self.due.iter().find(|(at, _)| *at == self.n_frames).map(|(_, mishap)| *mishap)
    }
}

/// A bare number is the card's.
fn due(text: &str) -> Option<(u32, Mishap)> {
    let (what, at) = text.split_once(':').unwrap_or(("card", text));
    let mishap = match what {
        "card" => Mishap::Card,
        "surface" => Mishap::Surface,
        "memory" => Mishap::Memory,
        _ => return None,
    };
    Some((at.parse().ok()?, mishap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_named_happens_in_its_frame_and_nothing_else_does() {
        let due = "2,memory:3,nonsense:1,surface:x".split(',').filter_map(due).collect();
        let mut mishaps = Mishaps { n_frames: 0, due };
        let happens: Vec<_> = (0..4).map(|_| mishaps.in_frame()).collect();
        assert_eq!(happens, [None, Some(Mishap::Card), Some(Mishap::Memory), None]);
    }
}
