//! Times as people read them, in the time zone of the machine that serves.
//!
//! The only place that asks for the time. Start at [`now_ms`] and [`date_time`].

use crate::words::Words;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use record::Day;

/// Milliseconds UTC.
pub fn now_ms() -> i64 {
    Timestamp::now().as_millisecond()
}

fn zoned(at_ms: i64) -> Zoned {
    Timestamp::from_millisecond(at_ms).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::system())
}

/// Such as `23 November 2026, 16:41`.
pub fn date_time(words: &Words, at_ms: i64) -> String {
    let at = zoned(at_ms);
    let month = usize::try_from(at.month() - 1).ok().and_then(|idx| words.months.get(idx)).map_or("", String::as_str);
    let date =
        words.date.replace("{day}", &at.day().to_string()).replace("{month}", month).replace("{year}", &at.year().to_string());
    format!("{date}, {:02}:{:02}", at.hour(), at.minute())
}

/// Which day it is where the server stands.
pub fn today() -> Day {
    Day::parse(&Zoned::now().date().to_string()).unwrap_or(Day::FIRST)
}

/// Such as `23 November 2026`.
pub fn day(words: &Words, day: Day) -> String {
    let (year, month, day_of_month) = parts(day);
    let month = words.months.get(month.wrapping_sub(1)).map_or("", String::as_str);
    words.date.replace("{day}", &day_of_month.to_string()).replace("{month}", month).replace("{year}", &year.to_string())
}

/// Such as `23 Nov`, with the year where it is not the one of `near`.
pub fn short_day(words: &Words, day: Day, near: Day) -> String {
    let (year, month, day_of_month) = parts(day);
    let month: String = words.months.get(month.wrapping_sub(1)).map_or("", String::as_str).chars().take(3).collect();
    let year = if parts(near).0 == year { String::new() } else { format!(" {year}") };
    format!("{day_of_month} {month}{year}")
}

fn parts(day: Day) -> (i64, usize, u8) {
    let text = day.to_string();
    let mut parts = text.split('-');
    let mut next = || parts.next().unwrap_or_default();
    (next().parse().unwrap_or(0), next().parse().unwrap_or(0), next().parse().unwrap_or(0))
}

/// When a day ends.
pub fn ends_ms(day: Day) -> i64 {
    day_ms(&day.to_string()).map_or(i64::MAX, |(_, ends)| ends)
}

/// For a program: `2026-11-23T16:41:05+00:00`.
pub fn machine(at_ms: i64) -> String {
    zoned(at_ms).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// How the zone of all these times is called, such as `Europe/Madrid`.
pub fn zone() -> String {
    TimeZone::system().iana_name().unwrap_or("UTC").to_owned()
}

/// When a day (`2026-11-23`) begins and ends; none for what is no day.
pub fn day_ms(day: &str) -> Option<(i64, i64)> {
    let date: Date = day.parse().ok()?;
    let starts = |date: Date| date.to_zoned(TimeZone::system()).ok().map(|at| at.timestamp().as_millisecond());
    Some((starts(date)?, starts(date.tomorrow().ok()?)?))
}
