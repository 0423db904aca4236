//! Courses: what a manager assigns.

use ids::{ModuleId, Slug};
use serde::{Deserialize, Serialize};

/// An ordered list of modules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    pub id: Slug,
    pub title: String,
    /// One sentence; may be empty.
    pub summary: String,
    pub modules: Vec<ModuleId>,
}
