//! What is wrong with a file, and where in it.

/// Why a file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct ImportError {
    /// A JSON pointer such as `/meshes/0/primitives/1`, or words where the trouble is outside the JSON.
    pub place: String,
    pub what: String,
    /// Another error was told already, and this is what comes of it.
    pub(crate) follows: bool,
}

/// What was left out or put right while the rest was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// As in [`ImportError::place`].
    pub place: String,
    pub what: String,
}

impl ImportError {
    pub(crate) fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into(), follows: false }
    }

    pub(crate) fn following(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { follows: true, ..Self::new(place, what) }
    }
}

impl std::fmt::Display for Warning {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{}: {}", self.place, self.what)
    }
}
