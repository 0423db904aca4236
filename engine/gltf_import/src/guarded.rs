//! Other people's parsers of hostile bytes: a panic in there becomes `None`, and prints nothing.
//!
//! Knows no format. Start at [`guarded`].

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// This thread is inside a guarded call: its panics are told as errors.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs it. None when it panics. Panics elsewhere, on other threads at the same time too, print as ever.
pub(crate) fn guarded<T>(parse: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                before(panic);
            }
        }));
    });
    let was_guarded = IS_GUARDED.replace(true);
    // Whatever it left half done is gone with it.
    let parsed = catch_unwind(AssertUnwindSafe(parse)).ok();
    IS_GUARDED.set(was_guarded);
    parsed
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn a_panic_inside_is_silent_and_one_outside_is_told() {
        static N_TOLD: AtomicU32 = AtomicU32::new(0);
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if panic.payload().downcast_ref::<&str>() == Some(&"broken") {
                N_TOLD.fetch_add(1, Ordering::Relaxed);
            } else {
                before(panic);
            }
        }));
        assert_eq!(guarded(|| 3), Some(3));
        assert_eq!(guarded(|| -> u8 { panic!("broken") }), None);
        assert_eq!(N_TOLD.load(Ordering::Relaxed), 0);
        let elsewhere = guarded(|| std::thread::spawn(|| panic!("broken")).join().is_err());
        assert_eq!((elsewhere, N_TOLD.load(Ordering::Relaxed)), (Some(true), 1), "another thread's panic is its own");
        assert!(catch_unwind(|| panic!("broken")).is_err());
        assert_eq!(N_TOLD.load(Ordering::Relaxed), 2);
    }
}
