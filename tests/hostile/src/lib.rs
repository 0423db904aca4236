//! Files that nobody meant: a kept corpus, mutations of it, and what everything that reads files must survive.
//!
//! Mutations know tokens, lines and the words of each language, not what the program does with them. The same seed makes the
//! same files. Start at [`target::Target`]; `cargo xtask fuzz` runs [`hunt`] for as long as one likes, the tests run a little
//! of it. A file that once broke something is put into `corpus/` and stays there.

pub mod corpus;
pub mod hunt;
pub mod mutation;
pub mod target;
mod words;
