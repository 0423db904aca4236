//! The server of an organisation: pages in a browser for administrators, managers, auditors and trainees.
//!
//! Knows no SQL (that is `store`), no window and no rule of play. Pages are made here and work without script; roles are
//! checked in `admission`, forms in `forms`, and what every answer carries is set in `guard`. Start at [`start`], then
//! `doors`, the list of all there is to open.

mod admission;
mod api;
mod app;
mod assets;
mod board;
mod catalogue;
mod dates;
mod doors;
mod evidence;
mod export;
mod forms;
mod guard;
mod listening;
mod options;
mod own_record;
mod pace;
mod pages;
mod passwords;
mod refusal;
mod sending;
mod signer;
mod words;

pub use catalogue::{Catalogue, Course, Module};
pub use doors::{Admits, Way, ways};
pub use listening::{Running, start};
pub use options::{Database, Options, ServeError, Tls};
