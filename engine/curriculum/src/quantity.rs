//! Quantities: numbers with a unit, as scaled integers. No floating point, so that every platform agrees.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A number in thousandths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    pub milli: i64,
    pub unit: Unit,
}

/// What is measured; quantities of different dimensions never compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Number,
    Share,
    Time,
    Length,
    Mass,
    Volume,
    Pressure,
    Temperature,
    Torque,
    Angle,
}

macro_rules! units {
    ($($name:ident, $symbol:literal, $dimension:ident;)*) => {
        /// A unit, written as in a module file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Unit { $(#[serde(rename = $symbol)] $name),* }

        impl Unit {
            pub const ALL: &'static [Unit] = &[$(Unit::$name),*];

            /// As authors write it and trainees read it.
            pub fn symbol(self) -> &'static str {
                match self { $(Unit::$name => $symbol),* }
            }

            pub fn dimension(self) -> Dimension {
                match self { $(Unit::$name => Dimension::$dimension),* }
            }

            pub fn from_symbol(symbol: &str) -> Option<Unit> {
                match symbol { $($symbol => Some(Unit::$name),)* _ => None }
            }
        }
    };
}

units! {
    One, "", Number;
    Percent, "%", Share;
    Millisecond, "ms", Time;
    Second, "s", Time;
    Minute, "min", Time;
    Hour, "h", Time;
    Day, "d", Time;
    Millimetre, "mm", Length;
    Centimetre, "cm", Length;
    Metre, "m", Length;
    Gram, "g", Mass;
    Kilogram, "kg", Mass;
    Millilitre, "ml", Volume;
    Litre, "l", Volume;
    Kilopascal, "kPa", Pressure;
    Bar, "bar", Pressure;
    Psi, "psi", Pressure;
    Celsius, "°C", Temperature;
    Fahrenheit, "°F", Temperature;
    NewtonMetre, "N·m", Torque;
    Degree, "°", Angle;
}

/// Why a text is no quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuantityError {
    /// Not a decimal number with at most three decimals.
    Number,
    /// An unknown unit.
    Unit(String),
    /// Beyond what is kept exactly.
    TooLarge,
}

impl Quantity {
    /// Reads `"23 N·m"`, `"85 %"`, `"-0.5 °C"` or `"3"`: a decimal number with at most three decimals, then a unit.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let text = text.trim();
        let split = text.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+')).unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let unit = unit.trim();
        let unit = Unit::from_symbol(unit).ok_or_else(|| QuantityError::Unit(unit.chars().take(20).collect()))?;
        Ok(Self { milli: parse_milli(number)?, unit })
    }

    /// A time in milliseconds; none for another dimension or a negative time.
    pub fn as_ms(self) -> Option<u64> {
        let per_unit = match self.unit {
            Unit::Millisecond => 1,
            Unit::Second => 1_000,
            Unit::Minute => 60_000,
            Unit::Hour => 3_600_000,
            Unit::Day => 86_400_000,
            _ => return None,
        };
        u64::try_from(self.milli.checked_mul(per_unit)? / 1_000).ok()
    }
}

/// Reads a decimal number with at most three decimals as thousandths.
fn parse_milli(text: &str) -> Result<i64, QuantityError> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || fraction.len() > 3 {
        return Err(QuantityError::Number);
    }
    let whole: i64 = whole.parse().map_err(|_| QuantityError::TooLarge)?;
    let fraction: i64 = format!("{fraction:0<3}").parse().map_err(|_| QuantityError::Number)?;
    let milli = whole.checked_mul(1_000).and_then(|m| m.checked_add(fraction)).ok_or(QuantityError::TooLarge)?;
    Ok(if negative { -milli } else { milli })
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.milli < 0 { "-" } else { "" };
        let (whole, rest) = (self.milli.unsigned_abs() / 1_000, self.milli.unsigned_abs() % 1_000);
        write!(f, "{sign}{whole}")?;
        if rest != 0 {
            write!(f, ".{}", format!("{rest:03}").trim_end_matches('0'))?;
        }
        match self.unit {
            Unit::One => Ok(()),
            Unit::Degree => write!(f, "°"),
            unit => write!(f, " {}", unit.symbol()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_read_and_print_the_same() {
        for text in ["23 N·m", "85 %", "-0.5 °C", "3", "0.125 l", "90°"] {
            assert_eq!(Quantity::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Quantity::parse("1.5 min").unwrap().as_ms(), Some(90_000));
        assert_eq!(Quantity::parse("24 h").unwrap().as_ms(), Quantity::parse("1 d").unwrap().as_ms());
    }

    #[test]
    fn wrong_quantities_say_what_is_wrong() {
        assert_eq!(Quantity::parse("3 furlongs"), Err(QuantityError::Unit("furlongs".into())));
        assert_eq!(Quantity::parse("1.2345 s"), Err(QuantityError::Number));
        assert_eq!(Quantity::parse("s"), Err(QuantityError::Number));
        assert_eq!(Quantity::parse("9999999999999999999 s"), Err(QuantityError::TooLarge));
        assert_eq!(Quantity::parse("9999999999999999 s").unwrap_err(), QuantityError::TooLarge);
    }
}
