//! The pages, a file for each. Every text goes through `words`, every form through [`parts::form`].
//!
//! Know no SQL and decide about nobody: handlers take proofs from `admission`. Start at [`frame::page`].

pub mod account;
pub mod assign;
pub mod assignments;
pub mod audit;
pub mod certificate;
pub mod courses;
pub mod device;
pub mod devices;
pub mod evidence;
pub mod frame;
pub mod groups;
pub mod home;
mod icons;
pub mod import;
pub mod overview;
mod parts;
pub mod people;
pub mod person;
pub mod person_days;
pub mod set_up;
pub mod sign_in;
mod status;
mod terms;
pub mod trainees;
pub mod training;
mod training_forms;
