//! How this process asks the system for memory, and gives it back.

/// Blocks larger than this are given back to the system as soon as they are free, bytes.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const GIVEN_BACK_BYTES: libc::c_int = 128 * 1024;

/// Pictures are decoded, uploaded and let go once. The GNU allocator takes the first large block that is freed as a sign to keep
/// such blocks, which costs 16 MB of the reception's peak: told a fixed size, it gives them back. And it gives threads heaps of their
/// own, where what one has freed is of no use to another: a heap for each core is enough, and saves another 12 MB.
pub fn keep_little() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
        let n_heaps = libc::c_int::try_from(n_cores.max(2)).unwrap_or(libc::c_int::MAX);
        #[expect(unsafe_code, reason = "the only way to say this to the C library; called first, before any other thread")]
        // SAFETY: takes and gives numbers only, and no other thread runs yet.
        unsafe {
            libc::mallopt(libc::M_MMAP_THRESHOLD, GIVEN_BACK_BYTES);
            libc::mallopt(libc::M_TRIM_THRESHOLD, GIVEN_BACK_BYTES);
            libc::mallopt(libc::M_ARENA_MAX, n_heaps);
        }
    }
}

/// Gives back what is free between blocks that are in use. For moments after much was let go: it takes some milliseconds.
pub(crate) fn give_back_what_is_free() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[expect(unsafe_code, reason = "the only way to say this to the C library")]
    // SAFETY: takes and gives numbers only; the allocator locks what it goes through.
    unsafe {
        libc::malloc_trim(0);
    }
}
