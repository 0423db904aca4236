//! Keys and values of a module as people say them. Knows shapes (a quantity, a time, a share), not goal kinds.

use crate::condition::condition_words;
use curriculum::{Condition, Quantity, Unit};
use serde_json::{Map, Value};

/// Words for keys that do not say themselves what they are.
const KEYS: &[(&str, &str)] = &[
    ("say", "the words"),
    ("ask", "the question"),
    ("text", "the text"),
    ("after", "what must come before"),
    ("guide_says", "what the guide says"),
    ("done", "the words once done"),
    ("why", "the reason"),
    ("for_ms", "the time"),
    ("within", "the tolerance"),
    ("millideg", "the angle"),
    ("critical", "critical"),
    ("weight", "the weight"),
    ("time_limit_ms", "the time limit"),
    ("expert_ms", "the time of a practised person"),
    ("goal", "the goal"),
    ("to", "where to"),
    ("into", "where into"),
    ("when", "the wrong action"),
    ("while_gauge_above", "while this gauge is above this"),
    ("could_have", "what could have happened"),
    ("means", "the misunderstanding"),
    ("on_start", "what happens at the start"),
    ("then", "what happens then"),
    ("score_permille", "the score to pass"),
    ("in_a_row", "the passes in a row"),
    ("hint_cost_permille", "what a hint costs of its step in practice"),
    ("pass", "passing"),
    ("exam", "the exam"),
    ("attempts", "attempts"),
    ("cool_down_ms", "the wait after an exam that was not passed"),
    ("identity", "the proof of who it is"),
    ("test_out", "going straight to the exam"),
    ("sign_off", "the practical part"),
    ("by", "who signs it"),
    ("renew_after_days", "the days until it must be renewed"),
    ("start", "the start"),
    ("range", "the range"),
    ("places", "the places to find"),
    ("count", "how many to find"),
    ("right", "right"),
    ("because", "what is said after it"),
    ("pick", "how many answers to mark"),
    ("minutes", "the minutes"),
    ("policy", "the policy"),
    ("source", "the source"),
    ("reference", "where it stands"),
    ("checked", "who checked it"),
    ("only_if", "when it is asked for"),
    ("on_late", "what happens when it is late"),
    ("time_limit", "the time limit"),
    ("lasts_ms", "the time it lasts"),
    ("after_ms", "the time until it comes"),
    ("leads_to", "what is said then"),
    ("goes_with", "what it goes with"),
    ("accept", "what may be written"),
    ("says", "the words"),
    ("label", "what stands before it"),
    ("verb", "what its label says"),
    ("state_names", "how its states are called"),
    ("fields", "the fields"),
    ("responses", "what happens after it"),
    ("kind", "the kind"),
    ("states", "the states"),
    ("node", "the node in the scene"),
    ("scene", "the scene"),
    ("guide", "the guide"),
    ("title", "the title"),
    ("name", "the name"),
    ("summary", "the summary"),
    ("objectives", "the objectives"),
    ("chapter", "the chapter"),
];

pub(super) fn key_words(key: &str) -> String {
    let known = KEYS.iter().find(|(known, _)| *known == key).map(|(_, words)| (*words).to_owned());
    known.unwrap_or_else(|| {
        let plain = ["_ms", "_permille", "_millideg", "_milli"].iter().find_map(|end| key.strip_suffix(end)).unwrap_or(key);
        plain.replace('_', " ")
    })
}

/// "is now" or "are now".
pub(super) fn are_now(name: &str) -> &'static str {
    let last = name.rsplit(", ").next().unwrap_or(name);
    let is_plural =
        ["the words", "the minutes", "the days", "the passes", "the states"].iter().any(|many| last.starts_with(many));
    if is_plural { "are now" } else { "is now" }
}

/// A value in words; none for nothing.
pub(super) fn value_words(key: &str, value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Number(number) => Some(number_words(key, number.as_i64()?)),
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(if is_name(text) { text.clone() } else { format!("\"{text}\"") }),
        Value::Array(list) => list_words(key, list),
        Value::Object(map) => map_words(map),
    }
}

/// Ids and states stand plain, what people read stands in quotes.
fn is_name(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
}

fn number_words(key: &str, number: i64) -> String {
    let in_milli = |milli: i64, unit: Unit| Quantity { milli, unit }.to_string();
    match key {
        key if key.ends_with("millideg") => in_milli(number, Unit::Degree),
        key if key.ends_with("_permille") => in_milli(number.saturating_mul(100), Unit::Percent),
        "cool_down_ms" => in_milli(number / 3_600, Unit::Hour),
        key if key.ends_with("_ms") => in_milli(number, Unit::Second),
        _ => number.to_string(),
    }
}

fn list_words(key: &str, list: &[Value]) -> Option<String> {
    if let [low, high] = list
        && let (Some(low), Some(high)) = (quantity(low), quantity(high))
        && low.unit == high.unit
    {
        return Some(range(low, high));
    }
    let words: Vec<String> = list.iter().filter_map(|value| value_words(key, value)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn map_words(map: &Map<String, Value>) -> Option<String> {
    if let Some(quantity) = quantity(&Value::Object(map.clone())) {
        return Some(quantity.to_string());
    }
    if let Some((key, middle, tolerance)) = spread(map) {
        let unit = if key.ends_with("millideg") { Unit::Degree } else { Unit::One };
        let [low, high] = [middle.saturating_sub(tolerance), middle.saturating_add(tolerance)];
        return Some(range(Quantity { milli: low, unit }, Quantity { milli: high, unit }));
    }
    if let Ok(condition) = serde_json::from_value::<Condition>(Value::Object(map.clone())) {
        return Some(condition_words(&ToString::to_string, &condition));
    }
    let tag = ["kind", "action", "effect"].into_iter().find(|tag| map.get(*tag).is_some_and(Value::is_string));
    let verb = tag.and_then(|tag| map[tag].as_str()).map(|verb| verb.replace('_', " "));
    let parts = map.iter().filter(|(key, _)| Some(key.as_str()) != tag).filter_map(|(key, value)| {
        let words = value_words(key, value)?;
        let is_plain = value.is_string() || value.is_object();
        Some(if is_plain { words } else { format!("{} {words}", key_words(key)) })
    });
    let words: Vec<String> = verb.into_iter().chain(parts).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// `{ x, tolerance_x }`: the key, its value, the tolerance.
fn spread(map: &Map<String, Value>) -> Option<(&str, i64, i64)> {
    let (key, tolerance) = map.iter().find_map(|(key, value)| Some((key.strip_prefix("tolerance_")?, value.as_i64()?)))?;
    Some((key, map.get(key)?.as_i64()?, tolerance))
}

fn quantity(value: &Value) -> Option<Quantity> {
    serde_json::from_value(value.clone()).ok()
}

/// "20 to 26 N·m": the unit stands once.
fn range(low: Quantity, high: Quantity) -> String {
    let unit = if high.unit == Unit::Degree { "°".to_owned() } else { format!(" {}", high.unit.symbol()) };
    let number = |quantity: Quantity| Quantity { unit: Unit::One, ..quantity }.to_string();
    format!("{} to {}{}", number(low), number(high), unit.trim_end())
}
