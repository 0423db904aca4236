//! Wall time in UTC, as text: `2026-11-22T09:40:06Z`, with up to nine digits of a second.
//!
//! Knows no clock and no calendar arithmetic: it checks the shape, so that a record can be read by anybody. Start at [`Utc::new`].

use serde::{Deserialize, Serialize};
use std::fmt;

/// One RFC 3339 time in UTC. Not ordered: attempts are ordered by the device log, not by a clock that may jump.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Utc(String);

/// A text that is no time in UTC.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no time in UTC: a text such as `2026-11-22T09:40:06Z` is expected")]
pub struct UtcError(String);

impl Utc {
    /// Checks the shape `YYYY-MM-DDTHH:MM:SS[.fraction]Z` and that each part is in its range.
    pub fn new(text: &str) -> Result<Self, UtcError> {
        if is_utc(text) { Ok(Self(text.to_owned())) } else { Err(UtcError(text.chars().take(40).collect())) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `2026-11-22`.
    pub fn date(&self) -> &str {
        &self.0[..10]
    }

    /// `2026-11-22T09:40:06Z`: without the fraction.
    pub fn to_seconds(&self) -> String {
        format!("{}Z", &self.0[..19])
    }
}

fn is_utc(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some((whole, rest)) = bytes.split_at_checked(19) else { return false };
    let shape = whole.iter().zip(b"0000-00-00T00:00:00").all(|(byte, pattern)| match pattern {
        b'0' => byte.is_ascii_digit(),
        sign => byte == sign,
    });
    if !shape {
        return false;
    }
    let two = |at: usize| (whole[at] - b'0') * 10 + (whole[at + 1] - b'0');
    let in_range = (1..=12).contains(&two(5)) && (1..=31).contains(&two(8)) && two(11) < 24 && two(14) < 60 && two(17) <= 60;
    let ends_well = match rest {
        b"Z" => true,
        [b'.', digits @ .., b'Z'] => (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    in_range && ends_well
}

impl TryFrom<String> for Utc {
    type Error = UtcError;
    fn try_from(text: String) -> Result<Self, UtcError> {
        Self::new(&text)
    }
}

impl From<Utc> for String {
    fn from(utc: Utc) -> Self {
        utc.0
    }
}

impl fmt::Display for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_utc_are_taken_and_everything_else_refused() {
        for good in ["2026-11-22T09:40:06Z", "2026-11-22T23:59:60.5Z", "2026-01-31T00:00:00.123456789Z"] {
            assert_eq!(Utc::new(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            "2026-11-22",
            "2026-11-22T09:40:06",
            "2026-11-22T09:40:06+01:00",
            "2026-13-22T09:40:06Z",
            "2026-11-00T09:40:06Z",
            "2026-11-22T24:40:06Z",
            "2026-11-22 09:40:06Z",
            "2026-11-22T09:40:06.Z",
            "2026-11-22T09:40:06.1234567890Z",
            "2026-11-22T09:40:0éZ",
        ] {
            assert!(Utc::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn date_and_seconds_are_cut_from_the_text() {
        let utc = Utc::new("2026-11-22T09:40:06.25Z").unwrap();
        assert_eq!((utc.date(), utc.to_seconds().as_str()), ("2026-11-22", "2026-11-22T09:40:06Z"));
    }
}
