//! Whether this PC has room for something large, asked before it is made: then a sentence is said, and nothing dies.
//!
//! What is small is not worth the question. Start at [`has_room`].

/// Smaller things are made without asking, bytes.
const SMALL_BYTES: u64 = 1 << 20;
/// The system and other programs need some too, bytes.
#[cfg(target_os = "linux")]
const LEFT_BYTES: u64 = 64 << 20;

/// True if so many bytes in one piece can be had now. Another thread may take them before they are.
pub fn has_room(n_bytes: u64) -> bool {
    if n_bytes < SMALL_BYTES {
        return true;
    }
    let Ok(n) = usize::try_from(n_bytes) else { return false };
    // Taken and given back untouched, which costs nothing: the system says no where a limit or its promises end.
    let mut piece: Vec<u8> = Vec::new();
    piece.try_reserve_exact(n).is_ok() && is_there(n_bytes)
}

/// Linux promises more than it has, and ends programs that take its word for it; elsewhere a promise is kept.
#[cfg(target_os = "linux")]
fn is_there(n_bytes: u64) -> bool {
    let told = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    available(&told).is_none_or(|available| n_bytes.saturating_add(LEFT_BYTES) <= available)
}

#[cfg(not(target_os = "linux"))]
fn is_there(_n_bytes: u64) -> bool {
    true
}

/// What could be had without swapping, bytes, from what Linux tells of its memory, as far as it tells.
#[cfg(target_os = "linux")]
fn available(told: &str) -> Option<u64> {
    let kilobytes = |key: &str| {
        let line = told.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
        line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()
    };
    // What is written to a disk instead is slow, and yet there.
    Some(kilobytes("MemAvailable")?.saturating_add(kilobytes("SwapFree").unwrap_or(0)).saturating_mul(1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_pc_has_is_refused_and_what_every_pc_has_is_not() {
        assert!(has_room(0) && has_room(2 << 20));
        assert!(!has_room(1 << 60) && !has_room(u64::MAX));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn memory_is_counted_as_linux_tells_it() {
        let told = "MemTotal:       16000000 kB\nMemAvailable:    2000000 kB\nSwapFree:             24 kB\n";
        assert_eq!(available(told), Some(2_000_024 * 1024));
        assert_eq!(available("MemAvailable: many\n"), None);
        assert_eq!(available(""), None);
    }
}
