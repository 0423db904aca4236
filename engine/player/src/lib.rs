//! The window, devices, GPU and files around a session.
//!
//! The only crate that owns a window. What is right and wrong is `session`'s, what is where is `stage`'s, what is on record is
//! `store`'s; here they meet. Start at [`window::play`] for a run with a window, at [`headless::watch`] for one without, and at
//! [`frame`] for the order of a frame.

mod app;
pub mod attempt;
mod author;
pub mod bench;
mod captions;
mod clock;
mod contact_sheet;
mod controls;
mod debriefing;
pub mod demonstration;
pub mod frame;
pub mod headless;
mod home;
pub mod installed_fonts;
pub mod journal;
pub mod languages;
pub mod library;
mod media;
pub mod offscreen;
pub mod opening;
pub mod outline;
pub mod painter;
mod picture;
pub mod places;
pub mod play;
pub mod review;
mod screen_space;
mod screens;
mod speakers;
mod summary;
mod training;
pub mod window;
