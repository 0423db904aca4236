//! Wall time in UTC, as text: `2026-11-22T09:40:06Z`, with up to nine digits of a second.
//!
//! Knows no clock: it checks the shape, so that a record can be read by anybody, and tells how far two times lie apart. Start
//! at [`Utc::new`].

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

    /// Milliseconds from `earlier` to this time; 0 where the clock went backwards in between. A leap second counts as the
    /// second after it.
    pub fn ms_since(&self, earlier: &Self) -> u64 {
        self.to_ms().saturating_sub(earlier.to_ms())
    }

    /// Whole days from `earlier` to this time, each of 24 hours.
    pub fn days_since(&self, earlier: &Self) -> u64 {
        self.ms_since(earlier) / MS_PER_DAY
    }

    /// Since some fixed moment long ago, by the calendar of today.
    fn to_ms(&self) -> u64 {
        let number = |from: usize, to: usize| digits(&self.0.as_bytes()[from..to]);
        // Years begin in March here, so that a leap day is a year's last (Hinnant: chrono-compatible low-level date algorithms).
        let month = number(5, 7);
        let year = number(0, 4) + WHOLE_CYCLE_YEARS - u64::from(month <= 2);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + number(8, 10) - 1;
        let days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year;
        let secs = (number(11, 13) * 60 + number(14, 16)) * 60 + number(17, 19);
        let fraction = self.0.as_bytes().iter().skip(20).take(3).filter(|byte| byte.is_ascii_digit()).copied();
        let ms = fraction.chain(std::iter::repeat(b'0')).take(3).fold(0, |ms, byte| ms * 10 + u64::from(byte - b'0'));
        days * MS_PER_DAY + secs * 1_000 + ms
    }

    /// `2026-11-22T09:40:06Z`: without the fraction.
    pub fn to_seconds(&self) -> String {
        format!("{}Z", &self.0[..19])
    }
}

const MS_PER_DAY: u64 = 86_400_000;
/// After so many years the leap years come again in the same order.
const WHOLE_CYCLE_YEARS: u64 = 400;

fn digits(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number * 10 + u64::from(byte.wrapping_sub(b'0')))
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
    fn times_lie_so_far_apart_over_months_leap_days_and_fractions() {
        let since = |later: &str, earlier: &str| {
            let [later, earlier] = [later, earlier].map(|text| Utc::new(text).unwrap());
            (later.ms_since(&earlier), later.days_since(&earlier))
        };
        assert_eq!(since("2026-11-22T09:40:06.5Z", "2026-11-22T09:40:06.123456789Z"), (377, 0));
        assert_eq!(since("2026-11-23T09:40:05Z", "2026-11-22T09:40:06Z"), (86_399_000, 0));
        assert_eq!(since("2028-03-01T00:00:00Z", "2028-02-28T00:00:00Z").1, 2);
        assert_eq!(since("2027-03-01T00:00:00Z", "2027-02-28T00:00:00Z").1, 1);
        assert_eq!(since("2027-01-01T00:00:00Z", "2026-01-01T00:00:00Z").1, 365);
        assert_eq!(since("2101-01-01T00:00:00Z", "2100-01-01T00:00:00Z").1, 365);
        assert_eq!(since("2001-01-01T00:00:00Z", "2000-01-01T00:00:00Z").1, 366);
        assert_eq!(since("2026-11-22T09:40:06Z", "2026-11-22T09:40:07Z"), (0, 0), "a clock set back");
        assert_eq!(since("0000-01-02T00:00:00Z", "0000-01-01T00:00:00Z").1, 1);
    }

    #[test]
    fn date_and_seconds_are_cut_from_the_text() {
        let utc = Utc::new("2026-11-22T09:40:06.25Z").unwrap();
        assert_eq!((utc.date(), utc.to_seconds().as_str()), ("2026-11-22", "2026-11-22T09:40:06Z"));
    }
}
