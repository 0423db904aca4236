//! Whether this PC has room for something large, asked before it is made: then a sentence is said, and nothing dies.
//!
//! What is small is not worth the question. Start at [`has_room`].

/// Smaller things are made without asking, bytes.
const SMALL_BYTES: u64 = 1 << 20;

/// True if so many bytes in one piece can be had now. Another thread may take them before they are.
pub fn has_room(n_bytes: u64) -> bool {
    if n_bytes < SMALL_BYTES {
        return true;
    }
    let Ok(n) = usize::try_from(n_bytes) else { return false };
    // Taken and given back untouched, which costs nothing: the system says no where a limit or its promises end.
    let mut piece: Vec<u8> = Vec::new();
    let is_promised = piece.try_reserve_exact(n).is_ok();
    // A compiler may leave out a piece that nobody looks at.
    std::hint::black_box(&piece);
    is_promised
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_pc_has_is_refused_and_what_every_pc_has_is_not() {
        assert!(has_room(0) && has_room(2 << 20));
        assert!(!has_room(1 << 60) && !has_room(u64::MAX));
    }
}
