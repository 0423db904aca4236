//! What an author works with: templates, findings for other programs, rehearsals, differences in words, pictures and prints
//! of a module.
//!
//! Pure: values and text in, text and bytes out. Does not know files, clocks or windows (`practicum` reads and writes), and
//! nothing of how a module is read (`authoring`) or judged (`session`): it follows from their tables and their bots, so that
//! new words of the language appear here by themselves. One file or folder a tool; start at the one you need.

pub mod catalogue;
mod condition;
pub mod diff;
pub mod findings;
pub mod graph;
pub mod job_aid;
pub mod reference;
pub mod rehearsal;
pub mod templates;
pub mod translation;
