//! Quantities as authors write them: `"20 s"`, `"0..300 kPa"`, `"90° ± 5°"`. Does not know what they measure.

use crate::conversion::in_known_unit;
use curriculum::{Quantity, QuantityError, Unit};

/// Reads `"0..300 kPa"`: both ends in the unit of the second.
pub(crate) fn parse_range(text: &str) -> Option<(Quantity, Quantity)> {
    let (low, high) = text.split_once("..")?;
    let high = Quantity::parse(high).ok()?;
    let low = match Quantity::parse(low).ok()? {
        low if low.unit == Unit::One => Quantity { unit: high.unit, ..low },
        low => low,
    };
    (low.unit == high.unit && low.milli < high.milli).then_some((low, high))
}

/// Reads `"90° ± 5°"`, or without a tolerance; both in one unit.
pub(crate) fn parse_spread(text: &str) -> Option<(Quantity, Option<Quantity>)> {
    let (middle, tolerance) = match text.split_once('±') {
        Some((middle, tolerance)) => (middle, Some(Quantity::parse(tolerance).ok()?)),
        None => (text, None),
    };
    let middle = Quantity::parse(middle).ok()?;
    let fits = tolerance.is_none_or(|tolerance| tolerance.unit == middle.unit && tolerance.milli >= 0);
    fits.then_some((middle, tolerance))
}

/// Reads `"40 % 62 %"`: from the left and from the top, in thousandths of a per cent. A comma may stand between them.
pub(crate) fn parse_spot(text: &str) -> Option<[i64; 2]> {
    let (left, top) = text.split_once('%')?;
    let top = top.trim_start().trim_start_matches(',').trim().strip_suffix('%')?;
    let share = |number: &str| {
        let number = Quantity::parse(number.trim()).ok().filter(|number| number.unit == Unit::One)?;
        Some(number.milli)
    };
    Some([share(left)?, share(top)?])
}

/// Whether a text is meant as a quantity rather than a name: names never start with a digit or a sign.
pub(crate) fn looks_like_amount(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
}

/// What is wrong with a text that is no quantity, in an author's words.
pub(crate) fn say_why(text: &str, error: &QuantityError) -> String {
    match error {
        QuantityError::Number => format!("`{text}` does not start with a number of at most three decimals"),
        QuantityError::Unit(unit) => format!("`{unit}` is not a unit of this language"),
        QuantityError::TooLarge => format!("`{text}` is too large"),
    }
}

/// "20 lb·ft is 27.12 N·m. ", where a text is an amount in a unit that people bring along; else nothing.
pub(crate) fn say_converted(text: &str) -> String {
    let parts = text.split(['±']).flat_map(|part| part.split(".."));
    let known = |part: &str| Quantity::parse(part).is_ok();
    let told =
        parts.filter(|part| !known(part)).filter_map(|part| Some(format!("{} is {}. ", part.trim(), in_known_unit(part)?)));
    told.collect()
}

/// Every unit there is, for advice.
pub(crate) fn unit_list() -> String {
    Unit::ALL.iter().map(|unit| unit.symbol()).filter(|symbol| !symbol.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spots_are_two_shares() {
        assert_eq!(parse_spot("40 % 62.5 %"), Some([40_000, 62_500]));
        assert_eq!(parse_spot("40%,62%"), Some([40_000, 62_000]));
        for wrong in ["", "40 %", "40 62", "40 % 62", "a % b %", "40 cm 62 %", "1 % 2 % 3 %"] {
            assert_eq!(parse_spot(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ranges_and_tolerances_are_read() {
        let (low, high) = parse_range("0..300 kPa").unwrap();
        assert_eq!((low.to_string(), high.to_string()), ("0 kPa".into(), "300 kPa".into()));
        assert_eq!(parse_range("-20 °C..-10 °C").unwrap().0.milli, -20_000);
        let (middle, tolerance) = parse_spread("90° ± 5°").unwrap();
        assert_eq!((middle.milli, tolerance.unwrap().milli), (90_000, 5_000));
        assert!(parse_spread("23 N·m ± 1 s").is_none());
        assert!(parse_range("300..0 kPa").is_none());
        assert!(parse_range("0 psi..300 kPa").is_none());
    }
}
