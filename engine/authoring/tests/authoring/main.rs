//! Authoring from the outside: whole files in, modules and diagnostics out.

mod broken;
mod files;
mod hostile;
mod modules;
mod scenes;
