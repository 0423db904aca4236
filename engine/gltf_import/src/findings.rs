//! What was found wrong on the way, and whether to go on after it.
//!
//! An import stops at the first error. An inspection notes it, puts something empty in its place and goes on; errors that only
//! follow from another one are not told again. Start at [`Findings::or`].

use crate::json::At;
use crate::{ImportError, Warning};

/// An inspection of a file with more errors than this ends there.
const N_ERRORS_MAX: usize = 200;

#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub warnings: Vec<Warning>,
    pub errors: Vec<ImportError>,
    pub goes_on: bool,
}

impl Findings {
    pub fn add(&mut self, at: &At, what: impl Into<String>) {
        self.warnings.push(Warning { place: at.place.clone(), what: what.into() });
    }

    /// What was read, or what stands in for it while a file is inspected.
    pub fn or<T>(&mut self, read: Result<T, ImportError>, otherwise: impl FnOnce() -> T) -> Result<T, ImportError> {
        match read {
            Err(error) if self.goes_on && self.errors.len() < N_ERRORS_MAX => {
                if !error.follows {
                    self.errors.push(error);
                }
                Ok(otherwise())
            }
            read => read,
        }
    }
}
