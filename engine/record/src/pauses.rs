//! Pauses: when an attempt stood still, and for how long by the clock of the device.
//!
//! Attempt time stands still meanwhile, so the length comes from the times of the entries. Who may change the device's clock can
//! change it. Start at [`Pause`].

use crate::{Entry, Fact, Progress, Utc};

/// A time in which the attempt stood still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// Attempt time.
    pub at_ms: u64,
    pub since_utc: Utc,
    /// None while it lasts.
    pub lasted_ms: Option<u64>,
    /// True when the trainee left, or the program ended, rather than stopped for a moment.
    pub left: bool,
}

/// All pauses of an attempt together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PauseTotals {
    pub n: u32,
    /// Without the one that lasts still.
    pub lasted_ms: u64,
}

impl Progress {
    pub fn pause_totals(&self) -> PauseTotals {
        PauseTotals {
            n: u32::try_from(self.pauses.len()).unwrap_or(u32::MAX),
            lasted_ms: self.pauses.iter().filter_map(|pause| pause.lasted_ms).fold(0, u64::saturating_add),
        }
    }

    /// Takes note of where the attempt stands still and goes on. `before` is the time of the entry before this one.
    pub(crate) fn note_pause(&mut self, entry: &Entry, before: &Utc) {
        match entry.fact {
            Fact::Paused => self.begin_pause(entry.at_ms, &entry.utc, false),
            Fact::Left => match self.pauses.last_mut().filter(|pause| pause.lasted_ms.is_none()) {
                Some(pause) => pause.left = true,
                None => self.begin_pause(entry.at_ms, &entry.utc, true),
            },
            Fact::Continued if self.pauses.last().is_none_or(|pause| pause.lasted_ms.is_some()) => {
                // The program ended without a word: it stood still since the last thing that is known.
                self.begin_pause(entry.at_ms, before, true);
                self.end_pause(&entry.utc);
            }
            Fact::Continued | Fact::Resumed => self.end_pause(&entry.utc),
            _ => {}
        }
    }

    fn begin_pause(&mut self, at_ms: u64, since_utc: &Utc, left: bool) {
        self.pauses.push(Pause { at_ms, since_utc: since_utc.clone(), lasted_ms: None, left });
    }

    fn end_pause(&mut self, utc: &Utc) {
        if let Some(pause) = self.pauses.last_mut().filter(|pause| pause.lasted_ms.is_none()) {
            pause.lasted_ms = Some(utc.ms_since(&pause.since_utc));
        }
    }
}
