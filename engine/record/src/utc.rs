//! Wall time in UTC, as text: `2026-11-22T09:40:06Z`, with up to nine digits of a second.
//!
//! Knows no clock: it checks the shape, so that a record can be read by anybody, and counts seconds for waits and validity.
//! Start at [`Utc::new`].

use crate::day::{Day, date_of, days_of};
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

    /// The same as a number of days.
    pub fn day(&self) -> Day {
        Day::from_unix_secs(self.unix_secs())
    }

    /// Seconds since 1970, without the fraction. Days are counted as in the proleptic Gregorian calendar; a day that its month
    /// does not have counts on into the next month.
    pub fn unix_secs(&self) -> i64 {
        let number = |from: usize, to: usize| self.0[from..to].bytes().fold(0_i64, |sum, byte| sum * 10 + i64::from(byte - b'0'));
        let days = days_of(number(0, 4), number(5, 7), number(8, 10));
        ((days * 24 + number(11, 13)) * 60 + number(14, 16)) * 60 + number(17, 19)
    }

    /// The time so many seconds after 1970, within the years 0 to 9999: what lies outside becomes the nearest of them.
    pub fn from_unix_secs(secs: i64) -> Self {
        let secs = secs.clamp(days_of(0, 1, 1) * 86_400, days_of(9_999, 12, 31) * 86_400 + 86_399);
        let (days, rest) = (secs.div_euclid(86_400), secs.rem_euclid(86_400));
        let (year, month, day) = date_of(days);
        Self(format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3_600, rest / 60 % 60, rest % 60))
    }

    /// Milliseconds from `earlier` to this time; 0 where the clock went backwards in between. A leap second counts as the
    /// second after it.
    pub fn ms_since(&self, earlier: &Self) -> u64 {
        let ms = |time: &Self| time.unix_secs() * 1_000 + time.ms_of_second();
        (ms(self) - ms(earlier)).max(0).cast_unsigned()
    }

    /// Whole days from `earlier` to this time, each of 24 hours.
    pub fn days_since(&self, earlier: &Self) -> u64 {
        self.ms_since(earlier) / MS_PER_DAY
    }

    fn ms_of_second(&self) -> i64 {
        let fraction = self.0.bytes().skip(20).take(3).filter(u8::is_ascii_digit);
        fraction.chain(std::iter::repeat(b'0')).take(3).fold(0, |ms, digit| ms * 10 + i64::from(digit - b'0'))
    }

    /// `2026-11-22T09:40:06Z`: without the fraction.
    pub fn to_seconds(&self) -> String {
        format!("{}Z", &self.0[..19])
    }
}

const MS_PER_DAY: u64 = 86_400_000;

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
    fn seconds_are_counted_and_told_as_the_same_time() {
        for (text, secs) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59Z", -1),
            ("2000-02-29T12:00:00Z", 951_825_600),
            ("2026-11-22T09:40:06Z", 1_795_340_406),
            ("0000-01-01T00:00:00Z", -62_167_219_200),
        ] {
            let utc = Utc::new(text).unwrap();
            assert_eq!((utc.unix_secs(), Utc::from_unix_secs(secs)), (secs, utc), "{text}");
        }
        for secs in (-62_167_219_200..253_402_300_799).step_by(86_400 * 37 + 4_321) {
            assert_eq!(Utc::from_unix_secs(secs).unix_secs(), secs);
        }
        assert_eq!(Utc::from_unix_secs(i64::MAX).as_str(), "9999-12-31T23:59:59Z");
        assert!(Utc::new(Utc::from_unix_secs(i64::MIN).as_str()).is_ok());
    }

    #[test]
    fn date_and_seconds_are_cut_from_the_text() {
        let utc = Utc::new("2026-11-22T09:40:06.25Z").unwrap();
        assert_eq!((utc.date(), utc.to_seconds().as_str()), ("2026-11-22", "2026-11-22T09:40:06Z"));
    }
}
