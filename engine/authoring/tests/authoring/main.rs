//! Authoring from the outside: whole files in, modules and diagnostics out.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and stop where they are")]

mod broken;
mod files;
mod hostile;
mod modules;
mod scenes;
mod translated;
mod voices;
