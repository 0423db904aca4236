//! Keys of conditions.

use super::{Key, Names, Shape, Table, Verbs, may, needed};
use curriculum::Dimension;

const OBJECT: Shape = Shape::Name(Names::Object);
const AMOUNT: Shape = Shape::Amount(None);
const WHOLE: Shape = Shape::Whole(-1_000_000, 1_000_000);
const SHARE: Shape = Shape::Amount(Some(Dimension::Share));

const STATE: &[Key] = &[needed("object", OBJECT, "This object..."), needed("is", Shape::State, "...stands in this state.")];
const GAUGE: &[Key] = &[
    needed("gauge", OBJECT, "What this shows, or is set to, is..."),
    may("is", AMOUNT, "...this amount,"),
    may("above", AMOUNT, "...above it,"),
    may("below", AMOUNT, "...below it,"),
    may("at_least", AMOUNT, "...at it or above,"),
    may("at_most", AMOUNT, "...at it or below."),
];
const VARIABLE: &[Key] = &[
    needed("variable", Shape::Name(Names::Variable), "This variable is..."),
    may("is", WHOLE, "...this number,"),
    may("above", WHOLE, "...above it,"),
    may("below", WHOLE, "...below it,"),
    may("at_least", WHOLE, "...at it or above,"),
    may("at_most", WHOLE, "...at it or below."),
];
const ITEM: &[Key] = &[
    needed("item", OBJECT, "This item..."),
    may("in", OBJECT, "...lies in this socket or zone,"),
    may("on", OBJECT, "...or is on this person; `trainee` wears it."),
];
const CARRIES: &[Key] = &[needed("carries", OBJECT, "The trainee has this item in the hand.")];
const IN_ZONE: &[Key] = &[needed("in_zone", OBJECT, "The trainee stands in this zone.")];
const DONE: &[Key] = &[needed("done", Shape::Name(Names::Step), "This step was done.")];
const MADE: &[Key] = &[needed("made", Shape::Name(Names::Mistake), "This mistake was made, whatever came of it.")];
const CHOSE: &[Key] = &[needed("chose", Shape::Name(Names::Answer), "This answer or reply was chosen, and not taken back.")];
const DRAWN: &[Key] = &[needed("drawn", Shape::Name(Names::DrawOption), "The attempt's seed drew this option.")];
const EXPIRED: &[Key] = &[needed("expired", Shape::Name(Names::Timer), "This timer ran out.")];
const SCORE_BELOW: &[Key] = &[needed("score_below", SHARE, "The score of the steps done so far is below this.")];
const SCORE_AT_LEAST: &[Key] = &[needed("score_at_least", SHARE, "The score of the steps done so far is at this or above.")];

const fn condition(keys: &'static [Key]) -> Table {
    Table { title: CONDITION, keys }
}

const CONDITION: &str = "a condition";

pub static CONDITIONS: Verbs = Verbs {
    title: CONDITION,
    tables: &[
        condition(STATE),
        condition(GAUGE),
        condition(VARIABLE),
        condition(ITEM),
        condition(CARRIES),
        condition(IN_ZONE),
        condition(DONE),
        condition(MADE),
        condition(CHOSE),
        condition(DRAWN),
        condition(EXPIRED),
        condition(SCORE_BELOW),
        condition(SCORE_AT_LEAST),
        Table { title: CONDITION, keys: &[needed("all", Shape::List(&Shape::Verb(&CONDITIONS)), "All of these are so.")] },
        Table {
            title: CONDITION,
            keys: &[needed("any", Shape::List(&Shape::Verb(&CONDITIONS)), "One of these is so, at least.")],
        },
        Table { title: CONDITION, keys: &[needed("not", Shape::Verb(&CONDITIONS), "This is not so.")] },
    ],
};
