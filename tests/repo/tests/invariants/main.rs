//! The invariants of `ARCHITECTURE.md`, each as an absence that fails a test when it appears.
//!
//! Knows the project's files and crates through the `repo` library; runs nothing of the product. One file per subject.

mod content;
mod dependencies;
mod documents;
mod edges;
mod evidence;
mod licences;
mod purity;
mod shape;
mod words;
