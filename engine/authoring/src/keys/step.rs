//! Keys of steps, hints and sources.

use super::{CONDITIONS, EFFECTS, GOALS, Names, Shape, Table, may, needed};
use curriculum::Dimension;

const TIME: Shape = Shape::Amount(Some(Dimension::Time));
const OBJECT: Shape = Shape::Name(Names::Object);

pub static STEP: Table = Table {
    title: "a step",
    keys: &[
        needed("id", Shape::Id(Names::Step), "Its name for good."),
        needed("say", Shape::Text, "The instruction: verb first, one idea, at most 25 words."),
        needed("do", Shape::Verb(&GOALS), "What completes it, such as `{ press = \"bell\" }`."),
        may("chapter", Shape::Text, "Starts a chapter, which holds for the steps that follow."),
        may("guide_says", Shape::Text, "What the guide says when the step starts."),
        may("done", Shape::Text, "Two or three words once it is done, such as \"Badge on\"."),
        may("why", Shape::Text, "The reason, for hints, mistakes and the debrief."),
        may("critical", Shape::YesNo, "Whether safety hangs on it."),
        may("weight", Shape::Whole(0, 1_000), "Its share of the score; 1 unless given."),
        may(
            "after",
            Shape::List(&Shape::Name(Names::Step)),
            "The steps that must be done before it: the one above unless given, none for `[]`.",
        ),
        may("optional", Shape::YesNo, "Whether it may be left out: nothing waits for it."),
        may("only_if", Shape::Verb(&CONDITIONS), "Asked when its turn comes; if it is not so, the step is left out."),
        may("time_limit", TIME, "How long it may take."),
        may("on_late", Shape::List(&Shape::Verb(&EFFECTS)), "What happens when its time limit passes."),
        may("expert", TIME, "What a practised person needs."),
        may("on_start", Shape::List(&Shape::Verb(&EFFECTS)), "What happens when it starts."),
        may("then", Shape::List(&Shape::Verb(&EFFECTS)), "What happens once it is done."),
        may("source", Shape::Table(&SOURCE), "Where the rule stands."),
    ],
};

pub static SOURCE: Table = Table {
    title: "a source",
    keys: &[
        needed("ref", Shape::Text, "The paragraph, such as \"29 CFR 1910.147(d)(2)\", or \"house rule\"."),
        may(
            "checked",
            Shape::Word(&["primary", "secondary", "none"]),
            "Who read it: the text itself, a copy or summary of it, or nobody yet.",
        ),
    ],
};

pub static HINT: Table = Table {
    title: "a hint",
    keys: &[
        needed("id", Shape::Id(Names::Hint), "Its name for good."),
        needed("step", Shape::Name(Names::Step), "The step it helps with."),
        needed("say", Shape::Text, "The help."),
        may("point", OBJECT, "An object to point at."),
    ],
};
