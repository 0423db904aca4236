//! Reading JSON values with a finger on the place, so that every error can say where it is.
//!
//! Does not know glTF. Start at [`At`].

use crate::ImportError;
use serde_json::Value;

/// A value and its place in the file.
#[derive(Debug, Clone)]
pub(crate) struct At<'a> {
    pub value: &'a Value,
    /// A JSON pointer.
    pub place: String,
}

type Read<T> = Result<T, ImportError>;

impl<'a> At<'a> {
    pub fn root(value: &'a Value) -> Read<Self> {
        let root = Self { value, place: String::new() };
        if value.is_object() { Ok(root) } else { Err(ImportError::new("/", "must be an object")) }
    }

    pub fn fail<T>(&self, what: impl Into<String>) -> Read<T> {
        Err(ImportError::new(if self.place.is_empty() { "/" } else { &self.place }, what))
    }

    /// None when absent.
    pub fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key)?;
        Some(Self { value, place: format!("{}/{key}", self.place) })
    }

    pub fn need(&self, key: &str) -> Read<Self> {
        self.get(key).map_or_else(|| self.fail(format!("has no `{key}`")), Ok)
    }

    /// None when absent; an object otherwise.
    pub fn object(&self, key: &str) -> Read<Option<Self>> {
        match self.get(key) {
            Some(at) if !at.value.is_object() => at.fail("must be an object"),
            at => Ok(at),
        }
    }

    /// `extensions.<name>`, if it is there.
    pub fn extension(&self, name: &str) -> Read<Option<Self>> {
        self.object("extensions")?.map_or(Ok(None), |extensions| extensions.object(name))
    }

    /// The entries of a list; none when absent.
    pub fn list(&self, key: &str, max_len: usize) -> Read<Vec<Self>> {
        let Some(at) = self.get(key) else { return Ok(Vec::new()) };
        let Some(values) = at.value.as_array() else { return at.fail("must be a list") };
        if values.len() > max_len {
            return at.fail(format!("has {} entries; at most {max_len} are read", values.len()));
        }
        Ok(values.iter().enumerate().map(|(idx, value)| At { value, place: format!("{}/{idx}", at.place) }).collect())
    }

    /// As [`Self::list`], each an object.
    pub fn objects(&self, key: &str, max_len: usize) -> Read<Vec<Self>> {
        let entries = self.list(key, max_len)?;
        match entries.iter().find(|entry| !entry.value.is_object()) {
            Some(entry) => entry.fail("must be an object"),
            None => Ok(entries),
        }
    }

    /// This value as a whole number.
    pub fn whole(&self) -> Read<usize> {
        let exact =
            |number: f64| (number >= 0.0 && number <= u32::MAX.into() && number.fract() == 0.0).then_some(number as usize);
        let whole = self.value.as_u64().and_then(|whole| usize::try_from(whole).ok());
        whole.or_else(|| self.value.as_f64().and_then(exact)).map_or_else(|| self.fail("must be a whole number, 0 or above"), Ok)
    }

    /// This value as an index into `n_things` of something.
    pub fn index(&self, n_things: usize, thing: &str) -> Read<usize> {
        let index = self.whole()?;
        if index < n_things {
            return Ok(index);
        }
        self.fail(match n_things {
            0 => format!("is {thing} {index}, but there are none"),
            1 => format!("is {thing} {index}, but there is only one, number 0"),
            _ => format!("is {thing} {index}, but there are only {n_things}, counted from 0"),
        })
    }

    pub fn whole_or(&self, key: &str, otherwise: usize) -> Read<usize> {
        self.get(key).map_or(Ok(otherwise), |at| at.whole())
    }

    pub fn index_of(&self, key: &str, n_things: usize, thing: &str) -> Read<Option<usize>> {
        self.get(key).map(|at| at.index(n_things, thing)).transpose()
    }

    /// This value as a number.
    pub fn finite(&self) -> Read<f32> {
        finite(self.value).map_or_else(|| self.fail("must be a finite number"), Ok)
    }

    pub fn number_or(&self, key: &str, otherwise: f32) -> Read<f32> {
        Ok(self.number(key)?.unwrap_or(otherwise))
    }

    /// Finite.
    pub fn number(&self, key: &str) -> Read<Option<f32>> {
        let Some(at) = self.get(key) else { return Ok(None) };
        match finite(at.value) {
            Some(number) => Ok(Some(number)),
            None => at.fail("must be a finite number"),
        }
    }

    /// Exactly `N` finite numbers.
    pub fn numbers<const N: usize>(&self, key: &str) -> Read<Option<[f32; N]>> {
        let Some(at) = self.get(key) else { return Ok(None) };
        let numbers = at.value.as_array().filter(|values| values.len() == N);
        let numbers: Option<Vec<f32>> = numbers.and_then(|values| values.iter().map(finite).collect());
        match numbers.and_then(|numbers| <[f32; N]>::try_from(numbers).ok()) {
            Some(numbers) => Ok(Some(numbers)),
            None => at.fail(format!("must be a list of {N} finite numbers")),
        }
    }

    pub fn flag_or(&self, key: &str, otherwise: bool) -> Read<bool> {
        match self.get(key) {
            Some(at) => at.value.as_bool().map_or_else(|| at.fail("must be true or false"), Ok),
            None => Ok(otherwise),
        }
    }

    pub fn text(&self, key: &str) -> Read<Option<&'a str>> {
        match self.get(key) {
            Some(at) => at.value.as_str().map_or_else(|| at.fail("must be a text"), |text| Ok(Some(text))),
            None => Ok(None),
        }
    }

    /// `name`, or an empty one.
    pub fn name(&self) -> Read<String> {
        Ok(self.text("name")?.unwrap_or_default().to_string())
    }
}

fn finite(value: &Value) -> Option<f32> {
    value.as_f64().map(|number| number as f32).filter(|number| number.is_finite())
}
