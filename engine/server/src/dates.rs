//! Times as people read them, in the time zone of the machine that serves.
//!
//! The only place that asks for the time. Start at [`now_ms`] and [`date_time`].

use crate::words::Words;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

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
