//! What happened: facts, entries, the hash chain, and progress folded from entries.
//!
//! Knows no clock, no file and no database: time and bytes come in as arguments. Start at [`Fact`], then [`Entry`].

mod fact;

pub use fact::{Assurance, Fact, Header, MistakeKind, Outcome, Presentation};
