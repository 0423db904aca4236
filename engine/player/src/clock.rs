//! Wall time and its words. The only file of the player that asks what time it is in the world.

use jiff::civil::Date;
use jiff::{Timestamp, Unit, Zoned};
use std::time::SystemTime;

/// Now, in UTC, to the millisecond, as RFC 3339.
pub fn utc_now() -> String {
    let now = Timestamp::now();
    now.round(Unit::Millisecond).unwrap_or(now).to_string()
}

/// The same, to be compared with another.
pub fn now() -> SystemTime {
    SystemTime::now()
}

/// The hour of the day here, 0 to 23, for the greeting.
pub fn hour_here() -> u8 {
    Zoned::now().hour().unsigned_abs()
}

/// The local date of a UTC time; none when it is no time.
pub fn date_of(utc: &str) -> Option<Date> {
    let timestamp: Timestamp = utc.parse().ok()?;
    Some(timestamp.to_zoned(jiff::tz::TimeZone::system()).date())
}

/// A date in words: "18 November", with the year when it is not this one.
pub fn date_words(date: Date) -> String {
    let year = Some(date.year()).filter(|year| *year != Zoned::now().date().year());
    hud::language::date(date.day().unsigned_abs(), date.month().unsigned_abs(), year)
}

/// The local time of day of a UTC time, such as "08:52".
pub fn time_words(utc: &str) -> String {
    let Ok(timestamp) = utc.parse::<Timestamp>() else { return String::new() };
    let here = timestamp.to_zoned(jiff::tz::TimeZone::system());
    format!("{:02}:{:02}", here.hour(), here.minute())
}

/// Attempt time as "06:52".
pub fn minutes_words(ms: u64) -> String {
    format!("{:02}:{:02}", ms / 60_000, ms / 1_000 % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_a_person_says_them() {
        assert_eq!(minutes_words(412_900), "06:52");
        assert_eq!(date_of("no time"), None);
        assert_eq!(date_words(Date::constant(1999, 12, 9)), "9 December 1999");
    }
}
