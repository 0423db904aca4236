//! How shapes and names are called in messages. Knows no values.

use crate::keys::{Names, Shape, Verbs};
use curriculum::Dimension;

/// As in "must be ...".
pub(crate) fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Text => "a text".into(),
        Shape::Id(_) | Shape::Name(_) | Shape::State => "a name in quotes".into(),
        Shape::Word(words) => format!("one of {}", words.join(", ")),
        Shape::Whole(low, high) if low == high => low.to_string(),
        Shape::Whole(low, high) => format!("a whole number from {low} to {high}"),
        Shape::YesNo => "true or false".into(),
        Shape::Amount(Some(dimension)) => example(*dimension).into(),
        Shape::Amount(None) => "an amount such as \"20 kPa\"".into(),
        Shape::Span => "a time such as \"24 h\"".into(),
        Shape::Range => "a range such as \"0..300 kPa\"".into(),
        Shape::Spot => "two shares such as \"40 % 62 %\"".into(),
        Shape::StateOrAmount => "a state or an amount, in quotes".into(),
        Shape::Either(shapes) => shapes.iter().map(expected).collect::<Vec<_>>().join(" or "),
        Shape::List(_) => "a list".into(),
        Shape::Tables(_) => "a list of tables".into(),
        Shape::Wholes(_) => "a table of whole numbers".into(),
        Shape::Texts => "a table of texts".into(),
        Shape::Table(_) | Shape::Named(..) | Shape::Verb(_) => "a table".into(),
    }
}

pub(crate) fn example(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Time => "a time such as \"20 s\"",
        Dimension::Share => "a share such as \"85 %\"",
        Dimension::Length => "a length such as \"0.2 m\"",
        Dimension::Angle => "an angle such as \"90°\"",
        _ => "an amount such as \"20 kPa\"",
    }
}

pub(crate) fn what_is(names: Names) -> &'static str {
    match names {
        Names::Module => "module",
        Names::Scene => "scene",
        Names::Node => "node in the scene called",
        Names::Clip => "animation",
        Names::Sound => "sound",
        Names::Object => "object",
        Names::Card => "card",
        Names::Step => "step",
        Names::Hint => "hint",
        Names::Mistake => "mistake",
        Names::Answer => "answer",
        Names::Field => "field",
        Names::Misconception => "misconception",
        Names::Course => "course",
        Names::Line => "line",
        Names::Page => "page",
        Names::Variable => "variable",
        Names::Timer => "timer",
        Names::Draw => "draw",
        Names::DrawOption => "option",
        Names::Interruption => "interruption",
        Names::Snippet => "snippet",
        Names::Include => "include",
        Names::Parameter => "parameter",
        Names::Fact => "fact",
        Names::Picture => "picture",
    }
}

pub(crate) fn first_verb(verbs: &Verbs) -> &'static str {
    verbs.tables.first().map_or("press", |keys| keys.keys[0].name)
}
