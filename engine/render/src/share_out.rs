//! Work that whoever has threads may share out among them; this crate has none of its own. Start at [`ShareOut`].

use std::sync::{Mutex, OnceLock, PoisonError};

/// Does jobs 0 up to a number, each once, in any order and on any threads, and returns when all are done.
pub type ShareOut = fn(usize, &(dyn Fn(usize) + Sync));

/// One after the other.
pub(crate) fn in_turn(n_jobs: usize, job: &(dyn Fn(usize) + Sync)) {
    (0..n_jobs).for_each(job);
}

/// Something that any thread may make, once.
pub(crate) struct Later<'a, T> {
    make: Mutex<Option<Make<'a, T>>>,
    made: OnceLock<T>,
}

type Make<'a, T> = Box<dyn FnOnce() -> T + Send + 'a>;

impl<'a, T> Later<'a, T> {
    pub fn new(make: impl FnOnce() -> T + Send + 'a) -> Self {
        Self { make: Mutex::new(Some(Box::new(make))), made: OnceLock::new() }
    }

    /// Makes it, unless somebody does already. What it is made of is let go then.
    pub fn make(&self) {
        let make = self.make.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(make) = make {
            let _ = self.made.set(make());
        }
    }

    /// Once nobody else can be at it.
    pub fn take(self) -> T {
        self.make();
        self.made.into_inner().expect("it was made before or just now: a maker that panicked has ended the sharing")
    }
}

/// All of these, in their order.
pub(crate) fn made<T: Send + Sync>(share_out: ShareOut, laters: Vec<Later<T>>) -> Vec<T> {
    share_out(laters.len(), &|idx| laters[idx].make());
    laters.into_iter().map(Later::take).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_made_once_and_stands_in_its_order_whoever_makes_it() {
        let backwards: ShareOut = |n, job| (0..n).rev().for_each(job);
        let lazy: ShareOut = |n, job| (0..n / 2).for_each(job);
        for share_out in [in_turn, backwards, lazy] {
            let texts: Vec<String> = (0..5).map(|n| n.to_string()).collect();
            let laters = texts.into_iter().map(|text| Later::new(move || text)).collect();
            assert_eq!(made(share_out, laters), ["0", "1", "2", "3", "4"]);
        }
    }
}
