//! How this process asks the system for memory.

/// Blocks larger than this are given back to the system as soon as they are free, bytes.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const GIVEN_BACK_BYTES: libc::c_int = 128 * 1024;

/// Pictures are decoded, uploaded and let go once. The GNU allocator takes the first large block that is freed as a sign to keep
/// such blocks, which costs 16 MB of the reception's peak: told a fixed size, it gives them back.
pub fn give_back_large_blocks() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[expect(unsafe_code, reason = "the only way to say this to the C library; called first, before any other thread")]
    // SAFETY: takes and gives numbers only, and no other thread runs yet.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, GIVEN_BACK_BYTES);
        libc::mallopt(libc::M_TRIM_THRESHOLD, GIVEN_BACK_BYTES);
    }
}
