//! Typed ids and slugs: the names that analytics, translations, voice files and evidence hang on.
//!
//! Knows nothing of what the ids stand for. Start at [`Slug`] for authored names and [`Id128`] for drawn ones.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// The longest authored id, in bytes.
pub const SLUG_MAX_BYTES: usize = 64;

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SlugError {
    #[error("an id cannot be empty")]
    Empty,
    #[error("an id has at most {SLUG_MAX_BYTES} characters")]
    TooLong,
    #[error("an id starts with a small letter and holds only small letters, digits, `-` and `_`, not `{0}`")]
    BadCharacter(char),
}

/// An authored id: starts with a small letter, then small letters, digits, `-` and `_`; at most 64 bytes. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(Arc<str>);

impl Slug {
    /// Checks `text` against the rules of an id.
    pub fn new(text: &str) -> Result<Self, SlugError> {
        let first = text.chars().next().ok_or(SlugError::Empty)?;
        if text.len() > SLUG_MAX_BYTES {
            return Err(SlugError::TooLong);
        }
        if !first.is_ascii_lowercase() {
            return Err(SlugError::BadCharacter(first));
        }
        match text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-' | '_')) {
            Some(bad) => Err(SlugError::BadCharacter(bad)),
            None => Ok(Self(text.into())),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;
    fn try_from(text: String) -> Result<Self, SlugError> {
        Self::new(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0.to_string()
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

macro_rules! slug_id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Slug);

        impl $name {
            /// Checks `text` against the rules of an id.
            pub fn new(text: &str) -> Result<Self, SlugError> {
                Slug::new(text).map(Self)
            }
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    )*};
}

slug_id! {
    /// One authored training module.
    ModuleId,
    /// One step of a module.
    StepId,
    /// A named thing, place or person in the scene.
    ObjectId,
    /// A state of an object, such as `open`.
    StateId,
    /// A foreseen mistake, or `order` for a violated order edge.
    MistakeId,
    /// A hint.
    HintId,
    /// An answer of a card.
    AnswerId,
    /// A field of a form.
    FieldId,
    /// A folder of `content/` that holds a scene.
    SceneId,
    /// A sound of `content/sounds/`.
    SoundId,
    /// What a mistake reveals about somebody's understanding; reported across modules.
    MisconceptionId,
    /// What somebody says in a dialogue, with the replies to it.
    LineId,
    /// A whole number that a module keeps in mind.
    VariableId,
    /// A clock that an effect starts.
    TimerId,
    /// A choice that is left to the attempt's seed.
    DrawId,
    /// One of the things that may be drawn.
    OptionId,
    /// Something that happens in between.
    InterruptionId,
    /// A photograph or a 360° picture of a module.
    PictureId,
    /// A marked place in a picture.
    MarkId,
}

/// 128 drawn bits, written as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id128(pub [u8; 16]);

/// A text that is not 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no id: 32 hexadecimal digits are expected")]
pub struct Id128Error(String);

impl Id128 {
    /// Reads 32 hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self, Id128Error> {
        let wrong = || Id128Error(text.chars().take(40).collect());
        if text.len() != 32 || !text.is_ascii() {
            return Err(wrong());
        }
        let mut bytes = [0_u8; 16];
        for (idx, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * idx..2 * idx + 2], 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Id128 {
    type Error = Id128Error;
    fn try_from(text: String) -> Result<Self, Id128Error> {
        Self::parse(&text)
    }
}

impl From<Id128> for String {
    fn from(id: Id128) -> Self {
        id.to_string()
    }
}

impl fmt::Display for Id128 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Id128 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

macro_rules! drawn_id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Id128);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

drawn_id! {
    /// A person, whatever they are called.
    PersonId,
    /// One trainee running one module once.
    AttemptId,
    /// One installation of Practicum.
    DeviceId,
    /// People who are assigned something together.
    GroupId,
    /// One assignment of a course.
    AssignmentId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_slugs_are_kept_and_bad_ones_say_why() {
        assert_eq!(Slug::new("first-day_2").unwrap().as_str(), "first-day_2");
        assert_eq!(Slug::new(""), Err(SlugError::Empty));
        assert_eq!(Slug::new("First"), Err(SlugError::BadCharacter('F')));
        assert_eq!(Slug::new("2nd"), Err(SlugError::BadCharacter('2')));
        assert_eq!(Slug::new("a/b"), Err(SlugError::BadCharacter('/')));
        assert_eq!(Slug::new(&"a".repeat(65)), Err(SlugError::TooLong));
    }

    #[test]
    fn drawn_ids_survive_text() {
        let id = Id128([0xab; 16]);
        assert_eq!(Id128::parse(&id.to_string()), Ok(id));
        assert!(Id128::parse("zz").is_err());
        assert!(Id128::parse(&"é".repeat(16)).is_err());
    }
}
