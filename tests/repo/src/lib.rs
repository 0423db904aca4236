//! The eyes of the tests in `tests/invariants`: files, sources, crates and licences of this project as plain values.
//!
//! Judges nothing: each invariant is a test. Start at [`files`] for the tree and [`Workspace`] for the crates.

mod files;
mod source;
mod spdx;
mod workspace;

pub use files::{File, files, project_root, read};
pub use source::{Ident, Source};
pub use spdx::{Expression, SpdxError};
pub use workspace::{Crate, DependencyKind, Edge, Workspace, cargo};

/// Fails with every finding at once, and with what to do about them.
#[track_caller]
pub fn assert_none(findings: &[String], advice: &str) {
    assert!(findings.is_empty(), "{} found:\n  {}\n{advice}", findings.len(), findings.join("\n  "));
}
