//! What goes into a statement and what comes out of it, alike for every database.
//!
//! Knows no table. Start at [`Value`] and [`Row`].

use super::CentralError;
use ids::{AssignmentId, AttemptId, DeviceId, GroupId, Id128, PersonId};
use record::{Day, Hash256};

/// One parameter, or one column of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

/// Counts and places: none comes near what 63 bits hold.
impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Int(i64::from(yes))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<AttemptId> for Value {
    fn from(attempt: AttemptId) -> Self {
        Self::Text(attempt.0.to_string())
    }
}

impl From<DeviceId> for Value {
    fn from(device: DeviceId) -> Self {
        Self::Text(device.0.to_string())
    }
}

impl From<Hash256> for Value {
    fn from(hash: Hash256) -> Self {
        Self::Bytes(hash.0.to_vec())
    }
}

impl From<PersonId> for Value {
    fn from(person: PersonId) -> Self {
        Self::Text(person.0.to_string())
    }
}

impl From<GroupId> for Value {
    fn from(group: GroupId) -> Self {
        Self::Text(group.to_string())
    }
}

impl From<AssignmentId> for Value {
    fn from(assignment: AssignmentId) -> Self {
        Self::Text(assignment.to_string())
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Self {
        Self::Text(day.to_string())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row, read from left to right.
#[derive(Debug)]
pub(crate) struct Row(std::vec::IntoIter<Value>);

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self(values.into_iter())
    }

    fn next(&mut self) -> Result<Value, CentralError> {
        self.0.next().ok_or_else(|| CentralError::Damaged("a row is short of a column".to_owned()))
    }

    pub(crate) fn int(&mut self) -> Result<i64, CentralError> {
        self.int_or_none()?.ok_or_else(|| CentralError::Damaged("a number is missing".to_owned()))
    }

    pub(crate) fn int_or_none(&mut self) -> Result<Option<i64>, CentralError> {
        match self.next()? {
            Value::Int(number) => Ok(Some(number)),
            Value::Null => Ok(None),
            other => Err(CentralError::Damaged(format!("a number was expected, not {}", other.kind()))),
        }
    }

    pub(crate) fn text(&mut self) -> Result<String, CentralError> {
        self.text_or_none()?.ok_or_else(|| CentralError::Damaged("a text is missing".to_owned()))
    }

    pub(crate) fn text_or_none(&mut self) -> Result<Option<String>, CentralError> {
        match self.next()? {
            Value::Text(text) => Ok(Some(text)),
            Value::Null => Ok(None),
            other => Err(CentralError::Damaged(format!("a text was expected, not {}", other.kind()))),
        }
    }

    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>, CentralError> {
        self.bytes_or_none()?.ok_or_else(|| CentralError::Damaged("bytes are missing".to_owned()))
    }

    pub(crate) fn bytes_or_none(&mut self) -> Result<Option<Vec<u8>>, CentralError> {
        match self.next()? {
            Value::Bytes(bytes) => Ok(Some(bytes)),
            Value::Null => Ok(None),
            other => Err(CentralError::Damaged(format!("bytes were expected, not {}", other.kind()))),
        }
    }

    pub(crate) fn hash(&mut self) -> Result<Hash256, CentralError> {
        let bytes = self.bytes()?;
        Hash256::try_from(bytes.as_slice()).map_err(|_| CentralError::Damaged("a hash is none".to_owned()))
    }

    /// A count or a place, never below zero.
    pub(crate) fn count(&mut self) -> Result<u64, CentralError> {
        u64::try_from(self.int()?).map_err(|_| CentralError::Damaged("a count is below zero".to_owned()))
    }

    pub(crate) fn attempt(&mut self) -> Result<AttemptId, CentralError> {
        read_id(&self.text()?).map(AttemptId)
    }

    pub(crate) fn device(&mut self) -> Result<DeviceId, CentralError> {
        read_id(&self.text()?).map(DeviceId)
    }

    pub(crate) fn person(&mut self) -> Result<PersonId, CentralError> {
        read_id(&self.text()?).map(PersonId)
    }

    pub(crate) fn person_or_none(&mut self) -> Result<Option<PersonId>, CentralError> {
        self.text_or_none()?.as_deref().map(read_id).transpose().map(|id| id.map(PersonId))
    }

    /// An id of any kind.
    pub(crate) fn id(&mut self) -> Result<Id128, CentralError> {
        Id128::parse(&self.text()?).map_err(|_| CentralError::Damaged("an id is none".to_owned()))
    }

    pub(crate) fn day(&mut self) -> Result<Day, CentralError> {
        read_day(&self.text()?)
    }

    pub(crate) fn day_or_none(&mut self) -> Result<Option<Day>, CentralError> {
        self.text_or_none()?.as_deref().map(read_day).transpose()
    }
}

impl Value {
    /// What it is, and not what it says: that may be about a person.
    fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Int(_) => "a number",
            Self::Text(_) => "a text",
            Self::Bytes(_) => "bytes",
        }
    }
}

fn read_day(text: &str) -> Result<Day, CentralError> {
    Day::parse(text).map_err(|_| CentralError::Damaged("a day is none".to_owned()))
}

fn read_id(text: &str) -> Result<Id128, CentralError> {
    Id128::parse(text).map_err(|_| CentralError::Damaged("an id is none".to_owned()))
}
