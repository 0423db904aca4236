//! What the system should have said to this process when it started it, and did not.

/// Where XDG_RUNTIME_DIR is not set, as under `su` or in a container, libraries of the desktop that look for it complain on the
/// standard error of whoever asks for a picture. The place that it would name is known: a folder that is not there is not used.
pub fn name_runtime_folder() {
    #[cfg(target_os = "linux")]
    if std::env::var_os("XDG_RUNTIME_DIR").is_none_or(|folder| folder.is_empty()) {
        #[expect(unsafe_code, reason = "the libraries read it from the environment; called first, before any other thread")]
        // SAFETY: no other thread runs yet that could read the environment, and asking for one's own number cannot fail.
        unsafe {
            std::env::set_var("XDG_RUNTIME_DIR", format!("/run/user/{}", libc::geteuid()));
        }
    }
}
