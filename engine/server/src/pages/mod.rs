//! The pages, a file for each. Every text goes through `words`, every form through [`parts::form`].
//!
//! Know no SQL and decide about nobody: handlers take proofs from `admission`. Start at [`frame::page`].

pub mod account;
pub mod audit;
pub mod device;
pub mod devices;
pub mod frame;
pub mod home;
mod icons;
mod parts;
pub mod people;
pub mod person;
pub mod set_up;
pub mod sign_in;
pub mod trainees;
