//! Days of the calendar, as due dates and validity are counted in.
//!
//! Knows no clock and no time zone: whoever asks says which day it is. Start at [`Day`].

use serde::{Deserialize, Serialize};
use std::fmt;

/// A day, counted from 1970-01-01 in the proleptic Gregorian calendar; written as `2026-11-22`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(i64);

/// A text that is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no day: write it as 2026-11-22")]
pub struct DayError(String);

impl Day {
    const FIRST_DAYS: i64 = -719_528;
    const LAST_DAYS: i64 = 2_932_896;

    /// Before every day that anybody writes down: 0000-01-01.
    pub const FIRST: Self = Self(Self::FIRST_DAYS);

    /// Reads `2026-11-22`; a day that its month does not have is an error.
    pub fn parse(text: &str) -> Result<Self, DayError> {
        let wrong = || DayError(text.chars().take(40).collect());
        let bytes = text.as_bytes();
        let has_shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, byte)| if i == 4 || i == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
        if !has_shape {
            return Err(wrong());
        }
        let number = |from: usize, to: usize| bytes[from..to].iter().fold(0_i64, |sum, byte| sum * 10 + i64::from(byte - b'0'));
        let date = (number(0, 4), number(5, 7), number(8, 10));
        let day = Self(days_of(date.0, date.1, date.2));
        if date_of(day.0) == date { Ok(day) } else { Err(wrong()) }
    }

    /// The day in UTC that holds a time.
    pub fn from_unix_secs(secs: i64) -> Self {
        Self(secs.div_euclid(86_400)).clamped()
    }

    /// So many days later, or earlier; never outside the years 0 to 9999.
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days)).clamped()
    }

    /// Days from `earlier` to this one; negative where this one comes first.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// The first day after this one that falls on this month and day of the month; a day that the month does not have in that year
    /// is its last. Months from 1, days from 1.
    pub fn next_on(self, month: u8, day_of_month: u8) -> Self {
        let (year, _, _) = date_of(self.0);
        let in_year = |year: i64| {
            let month = i64::from(month.clamp(1, 12));
            let of_month = |day| days_of(year, month, day);
            let last = (28..=31).rev().find(|day| date_of(of_month(*day)).1 == month).unwrap_or(28);
            Self(of_month(i64::from(day_of_month.max(1)).min(last))).clamped()
        };
        let this_year = in_year(year);
        if this_year > self { this_year } else { in_year(year + 1) }
    }

    /// Seconds from 1970 to the beginning of the day, UTC.
    pub fn unix_secs(self) -> i64 {
        self.0 * 86_400
    }

    fn clamped(self) -> Self {
        Self(self.0.clamp(Self::FIRST_DAYS, Self::LAST_DAYS))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = date_of(self.0);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;
    fn try_from(text: String) -> Result<Self, DayError> {
        Self::parse(&text)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

/// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March, eras have 400).
pub(crate) fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The other way round: year, month, day.
pub(crate) fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * from_march + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_are_read_and_written_alike_and_everything_else_is_refused() {
        for good in ["0000-01-01", "1969-12-31", "1970-01-01", "2024-02-29", "2026-11-22", "9999-12-31"] {
            assert_eq!(day(good).to_string(), good);
        }
        for bad in [
            "",
            "2026-11-2",
            "2026-11-31",
            "2025-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026/11/22",
            "+026-11-22",
            "２０２６-11-22",
        ] {
            assert!(Day::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        assert_eq!(day("2024-03-01").days_since(day("2024-02-28")), 2);
        assert_eq!(day("2026-12-31").plus_days(1), day("2027-01-01"));
        assert_eq!(day("9999-12-30").plus_days(i64::MAX), day("9999-12-31"));
        assert_eq!(day("2026-11-22").plus_days(i64::MIN), day("0000-01-01"));
        assert_eq!(Day::from_unix_secs(-1), day("1969-12-31"));
    }

    #[test]
    fn a_fixed_day_comes_in_this_year_or_the_next_and_is_never_today() {
        assert_eq!(day("2026-11-22").next_on(12, 1), day("2026-12-01"));
        assert_eq!(day("2026-11-22").next_on(11, 22), day("2027-11-22"));
        assert_eq!(day("2026-11-22").next_on(2, 29), day("2027-02-28"));
        assert_eq!(day("2027-03-01").next_on(2, 29), day("2028-02-29"));
        assert_eq!(day("2026-01-01").next_on(4, 31), day("2026-04-30"));
    }
}
