//! Keys of steps, goals, hints and sources.

use super::{EFFECTS, Key, Names, Shape, Table, Verbs, may, needed};
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
        may("time_limit", TIME, "How long it may take."),
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

const GO_TO: &[Key] = &[needed("go_to", OBJECT, "Stand in this zone.")];
const LOOK_AT: &[Key] =
    &[needed("look_at", OBJECT, "Keep this in the middle of the view."), may("for", TIME, "For so long; 1 s unless given.")];
const PRESS: &[Key] = &[needed("press", OBJECT, "Press this button or switch.")];
const HOLD: &[Key] = &[needed("hold", OBJECT, "Press this and keep pressing."), needed("for", TIME, "For so long.")];
const TAKE: &[Key] = &[needed("take", OBJECT, "Take this item."), may("from", OBJECT, "Out of this socket.")];
const PUT: &[Key] = &[
    needed("put", OBJECT, "Put this item..."),
    may("into", OBJECT, "...into this socket or zone."),
    may("on", OBJECT, "...on this person; `trainee` wears it."),
];
const TURN: &[Key] = &[
    needed("turn", OBJECT, "Turn this knob."),
    needed("to", Shape::StateOrAmount, "To a state, or an angle such as \"90° ± 5°\"."),
];
const SET: &[Key] = &[needed("set", OBJECT, "Open, close or switch this."), needed("to", Shape::State, "To this state.")];
const READ: &[Key] = &[
    needed("read", OBJECT, "Read this gauge and enter what it says."),
    needed("within", Shape::Amount(None), "To either side, in the gauge's unit."),
];
const INSPECT: &[Key] = &[
    needed("inspect", Shape::List(&OBJECT), "Find these places, in any order."),
    may("count", Shape::Whole(1, 100), "How many of them are enough; all unless given."),
];
const CHOOSE: &[Key] = &[needed("choose", Shape::Name(Names::Card), "Answer this card.")];

const fn goal(keys: &'static [Key]) -> Table {
    Table { title: "a goal", keys }
}

pub static GOALS: Verbs = Verbs {
    title: "a goal",
    tables: &[
        goal(GO_TO),
        goal(LOOK_AT),
        goal(PRESS),
        goal(HOLD),
        goal(TAKE),
        goal(PUT),
        goal(TURN),
        goal(SET),
        goal(READ),
        goal(INSPECT),
        goal(CHOOSE),
    ],
    not_yet: &[
        "wait_for", "wait", "use", "slide", "aim", "order", "match", "talk_to", "type", "sign", "nothing", "all", "any", "enter",
    ],
};
