//! Conditions in the words of a person, for pictures and differences. Knows no module.

use curriculum::{Comparison, Condition};
use ids::ObjectId;

/// A condition as a person would say it after "only if", with its objects named by the caller.
pub(crate) fn condition_words(name: &dyn Fn(&ObjectId) -> String, condition: &Condition) -> String {
    let joined =
        |of: &[Condition], word: &str| of.iter().map(|condition| condition_words(name, condition)).collect::<Vec<_>>().join(word);
    match condition {
        Condition::State { object, is } => format!("{} is {is}", name(object)),
        Condition::Shows { object, compare, to } => format!("{} {} {to}", name(object), sign(*compare)),
        Condition::Variable { variable, compare, to } => format!("{variable} {} {to}", sign(*compare)),
        Condition::Lies { item, place } => format!("{} is in {}", name(item), name(place)),
        Condition::Carries { item } => format!("{} is in the hand", name(item)),
        Condition::Inside { zone } => format!("at {}", name(zone)),
        Condition::Done { step } => format!("{step} was done"),
        Condition::Made { mistake } => format!("the mistake {mistake} was made"),
        Condition::Chose { answer } => format!("{answer} was chosen"),
        Condition::Drawn { option } => format!("{option} was drawn"),
        Condition::Expired { timer } => format!("the timer {timer} ran out"),
        Condition::Score { compare, permille } => format!("the score {} {} %", sign(*compare), permille / 10),
        Condition::All { of } => joined(of, " and "),
        Condition::Any { of } => joined(of, " or "),
        Condition::Not { condition } => format!("not: {}", condition_words(name, condition)),
    }
}

fn sign(compare: Comparison) -> &'static str {
    match compare {
        Comparison::Is => "=",
        Comparison::Above => ">",
        Comparison::Below => "<",
        Comparison::AtLeast => "\u{2265}",
        Comparison::AtMost => "\u{2264}",
    }
}
