//! How times, shares and small counts are worded.

use crate::language::{decimal, fill, t};

/// `08:32` from milliseconds; hours stay in the minutes, as in `75:00`.
pub fn clock(ms: u64) -> String {
    let secs = ms / 1_000;
    format!("{:02}:{:02}", secs / 60, secs % 60)
}

/// What is left on a clock: a begun second counts, so that `00:00` means over.
pub fn clock_left(ms: u64) -> String {
    clock(ms.div_ceil(1_000) * 1_000)
}

/// `88 %`, rounded down, so that nobody reads 85 % who had 84.9 %.
pub fn percent(permille: u32) -> String {
    format!("{} %", permille / 10)
}

/// `20 %`, `2.5 %`: a share as it was given.
pub fn share(permille: u32) -> String {
    match permille % 10 {
        0 => format!("{} %", permille / 10),
        tenth => format!("{}{}{tenth} %", permille / 10, decimal()),
    }
}

/// Points of a hundred from thousandths: `5 points`, `1 point`, `0.9 points`.
pub fn points(permille: u32) -> String {
    match (permille / 10, permille % 10) {
        (1, 0) => t("1 point").to_owned(),
        (whole, 0) => fill("{n} points", &[("n", &whole)]),
        (whole, tenth) => fill("{n} points", &[("n", &format!("{whole}{}{tenth}", decimal()))]),
    }
}

/// `1 module`, `2 modules`, from `{n} module` and `{n} modules`.
pub fn count(n: usize, one: &'static str, many: &'static str) -> String {
    fill(if n == 1 { one } else { many }, &[("n", &n)])
}

/// A text with a capital at its beginning, whatever its script.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Up to two initials, in capitals: `NO` for `Nadia Okafor`.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// The name somebody is greeted by: the first of theirs.
pub fn given_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_shares_never_flatter() {
        assert_eq!(clock(512_999), "08:32");
        assert_eq!(clock(4_500_000), "75:00");
        assert_eq!(clock_left(1), "00:01");
        assert_eq!(clock_left(0), "00:00");
        assert_eq!(percent(849), "84 %");
        assert_eq!([share(200), share(25)], ["20 %", "2.5 %"]);
        assert_eq!([points(20), points(10), points(38)], ["2 points", "1 point", "3.8 points"]);
    }

    #[test]
    fn initials_hold_for_short_and_foreign_names() {
        assert_eq!(initials("Nadia Okafor"), "NO");
        assert_eq!(initials("Cher"), "C");
        assert_eq!(initials("  élodie du  pont "), "ÉP");
        assert_eq!(initials(""), "");
    }
}
