//! Amounts in another unit, so that a wrong one is answered with the right number instead of a shrug.
//!
//! Knows the units of the language and some that people bring along (pounds, inches, millimetres of mercury). Whole numbers
//! throughout. Start at [`in_unit`] and [`in_known_unit`].

use curriculum::{Dimension, Quantity, Unit};

/// `numerator / denominator` of the dimension's own measure (seconds, millimetres, grams, millilitres, pascals, newton metres,
/// degrees Celsius, degrees), after `zero` of it was added, in thousandths.
struct Measure {
    symbols: &'static [&'static str],
    dimension: Dimension,
    numerator: i128,
    denominator: i128,
    zero_milli: i128,
}

const fn measure(symbols: &'static [&'static str], dimension: Dimension, numerator: i128, denominator: i128) -> Measure {
    Measure { symbols, dimension, numerator, denominator, zero_milli: 0 }
}

static MEASURES: [Measure; 46] = [
    measure(&["ms"], Dimension::Time, 1, 1_000),
    measure(&["s"], Dimension::Time, 1, 1),
    measure(&["sec", "secs", "second", "seconds"], Dimension::Time, 1, 1),
    measure(&["min"], Dimension::Time, 60, 1),
    measure(&["minute", "minutes", "mins"], Dimension::Time, 60, 1),
    measure(&["h", "hr", "hrs", "hour", "hours"], Dimension::Time, 3_600, 1),
    measure(&["d", "day", "days"], Dimension::Time, 86_400, 1),
    measure(&["mm"], Dimension::Length, 1, 1),
    measure(&["cm"], Dimension::Length, 10, 1),
    measure(&["m"], Dimension::Length, 1_000, 1),
    measure(&["in", "inch", "inches", "\""], Dimension::Length, 254, 10),
    measure(&["ft", "foot", "feet", "'"], Dimension::Length, 3_048, 10),
    measure(&["g"], Dimension::Mass, 1, 1),
    measure(&["kg"], Dimension::Mass, 1_000, 1),
    measure(&["mg"], Dimension::Mass, 1, 1_000),
    measure(&["lb", "lbs", "pound", "pounds"], Dimension::Mass, 45_359_237, 100_000),
    measure(&["oz"], Dimension::Mass, 28_349_523, 1_000_000),
    measure(&["ml"], Dimension::Volume, 1, 1),
    measure(&["mL", "cc", "cm3", "cm³"], Dimension::Volume, 1, 1),
    measure(&["l"], Dimension::Volume, 1_000, 1),
    measure(&["L", "litre", "litres", "liter", "liters"], Dimension::Volume, 1_000, 1),
    measure(&["fl oz", "floz"], Dimension::Volume, 295_735, 10_000),
    measure(&["gal", "gallon", "gallons"], Dimension::Volume, 3_785_412, 1_000),
    measure(&["kPa"], Dimension::Pressure, 1_000, 1),
    measure(&["bar"], Dimension::Pressure, 100_000, 1),
    measure(&["psi"], Dimension::Pressure, 6_894_757, 1_000),
    measure(&["Pa"], Dimension::Pressure, 1, 1),
    measure(&["hPa", "mbar"], Dimension::Pressure, 100, 1),
    measure(&["MPa"], Dimension::Pressure, 1_000_000, 1),
    measure(&["atm"], Dimension::Pressure, 101_325, 1),
    measure(&["mmHg", "torr"], Dimension::Pressure, 133_322, 1_000),
    measure(&["inHg"], Dimension::Pressure, 3_386_389, 1_000),
    measure(&["PSI"], Dimension::Pressure, 6_894_757, 1_000),
    measure(&["°C"], Dimension::Temperature, 1, 1),
    measure(&["C", "celsius"], Dimension::Temperature, 1, 1),
    Measure { zero_milli: -32_000, ..measure(&["°F"], Dimension::Temperature, 5, 9) },
    Measure { zero_milli: -32_000, ..measure(&["F", "fahrenheit"], Dimension::Temperature, 5, 9) },
    Measure { zero_milli: -273_150, ..measure(&["K", "kelvin"], Dimension::Temperature, 1, 1) },
    measure(&["N·m"], Dimension::Torque, 1, 1),
    measure(&["Nm", "N m", "N*m", "N.m", "N-m"], Dimension::Torque, 1, 1),
    measure(
        &["lb·ft", "ft·lb", "lbf·ft", "ft·lbf", "lb-ft", "ft-lb", "lb ft", "ft lb", "ftlb"],
        Dimension::Torque,
        1_355_818,
        1_000_000,
    ),
    measure(&["in·lb", "lb·in", "in-lb", "lb-in", "in lb", "lb in"], Dimension::Torque, 112_985, 1_000_000),
    measure(&["kg·m", "kgf·m", "kgm"], Dimension::Torque, 980_665, 100_000),
    measure(&["°"], Dimension::Angle, 1, 1),
    measure(&["deg", "degree", "degrees"], Dimension::Angle, 1, 1),
    measure(&["rad"], Dimension::Angle, 57_295_780, 1_000_000),
];

/// The amount in another unit of its dimension, to four figures; none where there is no way from one to the other.
pub(crate) fn in_unit(amount: Quantity, unit: Unit) -> Option<Quantity> {
    converted(amount.milli, of_symbol(amount.unit.symbol())?, unit)
}

/// How much a width, such as a tolerance, is in another unit: zero stays zero.
pub(crate) fn width_in_unit(width: Quantity, unit: Unit) -> Option<Quantity> {
    let zero = in_unit(Quantity { milli: 0, ..width }, unit)?;
    let whole = in_unit(width, unit)?;
    Some(Quantity { milli: whole.milli.checked_sub(zero.milli)?, unit })
}

/// What a text with a unit that the language does not have is in one that it has: the nearest in size that keeps it readable.
pub(crate) fn in_known_unit(text: &str) -> Option<Quantity> {
    let text = text.trim();
    let split = text.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+'))?;
    let (number, symbol) = text.split_at(split);
    let milli = Quantity::parse(number).ok()?.milli;
    let from = of_symbol(symbol.trim())?;
    let known = Unit::ALL.iter().copied().filter(|unit| unit.dimension() == from.dimension);
    let sized = known.filter_map(|unit| converted(milli, from, unit));
    let in_reach = |amount: &Quantity| (1_000..1_000_000).contains(&amount.milli.abs());
    let all: Vec<Quantity> = sized.collect();
    all.iter().copied().find(in_reach).or_else(|| all.first().copied())
}

fn of_symbol(symbol: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.symbols.contains(&symbol))
}

fn converted(milli: i64, from: &Measure, unit: Unit) -> Option<Quantity> {
    let to = of_symbol(unit.symbol()).filter(|to| to.dimension == from.dimension)?;
    let own = (i128::from(milli) + from.zero_milli) * from.numerator * to.denominator;
    let milli = divided(own, from.denominator * to.numerator) - to.zero_milli;
    Some(Quantity { milli: i64::try_from(four_figures(milli)).ok()?, unit })
}

fn four_figures(milli: i128) -> i128 {
    let mut step = 1;
    while milli.abs() / step >= 10_000 {
        step *= 10;
    }
    divided(milli, step) * step
}

/// To the nearest whole, halves away from zero.
fn divided(number: i128, by: i128) -> i128 {
    (number + number.signum() * by / 2) / by
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        in_known_unit(text).map_or_else(|| "none".to_owned(), |amount| amount.to_string())
    }

    #[test]
    fn every_unit_of_the_language_can_be_converted_to_itself() {
        for unit in Unit::ALL.iter().filter(|unit| !matches!(unit.dimension(), Dimension::Number | Dimension::Share)) {
            let amount = Quantity { milli: 12_340, unit: *unit };
            assert_eq!(in_unit(amount, *unit), Some(amount));
        }
    }

    #[test]
    fn what_people_bring_along_is_told_in_units_there_are() {
        assert_eq!(shown("20 lb·ft"), "27.12 N·m");
        assert_eq!(shown("2 h"), "120 min");
        assert_eq!(shown("120 mmHg"), "16 kPa");
        assert_eq!(shown("300 K"), "26.85 °C");
        assert_eq!(shown("6 inches"), "152.4 mm");
        assert_eq!(shown("3 cubits"), "none");
    }

    #[test]
    fn temperatures_move_their_zero_and_widths_do_not() {
        let fahrenheit = |milli| Quantity { milli, unit: Unit::Fahrenheit };
        assert_eq!(in_unit(fahrenheit(212_000), Unit::Celsius).unwrap().to_string(), "100 °C");
        assert_eq!(in_unit(Quantity { milli: 100_000, unit: Unit::Celsius }, Unit::Fahrenheit).unwrap().to_string(), "212 °F");
        assert_eq!(width_in_unit(fahrenheit(9_000), Unit::Celsius).unwrap().to_string(), "5 °C");
        assert_eq!(in_unit(Quantity { milli: 20_000, unit: Unit::Psi }, Unit::Kilopascal).unwrap().to_string(), "137.9 kPa");
        assert_eq!(in_unit(fahrenheit(1_000), Unit::Psi), None);
    }
}
