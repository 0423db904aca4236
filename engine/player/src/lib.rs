//! The window, devices, GPU and files around a session.
//!
//! The only crate that owns a window. What is right and wrong is `session`'s, what is where is `stage`'s, what is on record is
//! `store`'s; here they meet. Start at [`window::play`] for a run with a window, at [`headless::watch`] for one without, and at
//! [`frame`] for the order of a frame.

mod answered;
mod app;
pub mod attempt;
mod author;
pub mod bench;
pub mod captions;
mod clock;
mod contact_sheet;
mod content_pictures;
mod controls;
mod debriefing;
pub mod demonstration;
mod exam;
pub mod fog;
mod foreseen;
pub mod frame;
mod go;
pub mod headless;
mod hearing;
mod home;
mod hud_painter;
pub mod installed_fonts;
pub mod journal;
mod kept_picture;
mod kept_pipelines;
pub mod languages;
pub mod library;
mod magnifier;
pub mod marks;
mod media;
pub mod memory;
pub mod offscreen;
pub mod opening;
pub mod outline;
mod overlay;
pub mod painter;
mod picture;
pub mod pictures;
pub mod places;
pub mod play;
mod read_aloud;
mod resolution;
pub mod review;
pub mod scenery;
mod screen_space;
mod screens;
mod share_out;
mod shown;
mod speakers;
mod summary;
mod telling;
mod tiering;
mod training;
pub mod viewing;
pub mod voices;
pub mod window;
