//! What a graphics card may do to a program at any time: be lost, or run out of memory. Heard of here, dealt with by whoever draws.
//!
//! Start at [`Gpu::watched`].

use crate::Gpu;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Why pictures are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Everything on the card is gone: it was unplugged, reset or updated, or its driver gave up.
    Lost(String),
    OutOfMemory,
    /// The driver or `wgpu` refused something that was asked of it; the rest goes on.
    Refused(String),
}

/// Hears of trouble from now on.
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Mutex<Option<Trouble>>>);

impl Watch {
    /// The worst that happened since it was last asked.
    pub fn take(&self) -> Option<Trouble> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Something happened.
    pub fn note(&self, trouble: Trouble) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What follows from a card that is lost, or full, is no news.
        if noted.is_none() || matches!(*noted, Some(Trouble::Refused(_))) {
            *noted = Some(trouble);
        }
    }
}

impl Gpu {
    /// Until this is called, errors of the card are panics, as tests want them.
    pub fn watched(&self) -> Watch {
        let watch = Watch::default();
        let (of_loss, of_errors) = (watch.clone(), watch.clone());
        self.device.set_device_lost_callback(move |_, why| of_loss.note(Trouble::Lost(why)));
        self.device.on_uncaptured_error(Arc::new(move |error| {
            of_errors.note(match error {
                wgpu::Error::OutOfMemory { .. } => Trouble::OutOfMemory,
                other => Trouble::Refused(other.to_string()),
            });
        }));
        watch
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(why) if why.is_empty() => f.write_str("the graphics card was lost"),
            Self::Lost(why) => write!(f, "the graphics card was lost ({why})"),
            Self::OutOfMemory => f.write_str("the graphics card has no memory left"),
            Self::Refused(why) => write!(f, "the graphics card refused something: {why}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_that_is_lost_is_heard_of_and_what_follows_is_not() {
        let gpu = Gpu::headless().unwrap();
        let watch = gpu.watched();
        assert_eq!(watch.take(), None);
        gpu.device.destroy();
        gpu.wait();
        watch.note(Trouble::Refused("what follows".to_owned()));
        assert!(matches!(watch.take(), Some(Trouble::Lost(_))));
        assert_eq!(watch.take(), None);
    }

    #[test]
    fn what_is_refused_is_heard_of_and_no_panic() {
        let gpu = Gpu::headless().unwrap();
        let watch = gpu.watched();
        let size = u64::from(u32::MAX) * 1024;
        let usage = wgpu::BufferUsages::VERTEX;
        drop(gpu.device.create_buffer(&wgpu::BufferDescriptor { label: None, size, usage, mapped_at_creation: false }));
        assert!(watch.take().is_some());
    }
}
