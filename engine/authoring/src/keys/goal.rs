//! Keys of goals, single and combined.

use super::{CONDITIONS, Key, Names, Shape, Table, Verbs, may, needed};
use curriculum::Dimension;

const TIME: Shape = Shape::Amount(Some(Dimension::Time));
const OBJECT: Shape = Shape::Name(Names::Object);
const CARD: Shape = Shape::Name(Names::Card);

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
const SET: &[Key] = &[
    needed("set", OBJECT, "Open, close or switch this, or set a number on it."),
    needed("to", Shape::StateOrAmount, "To this state, or an amount such as \"23 N·m ± 1 N·m\"."),
    may("with", OBJECT, "With this tool in the hand."),
];
const SLIDE: &[Key] = &[
    needed("slide", OBJECT, "Slide this along."),
    needed("to", Shape::StateOrAmount, "To this state, or an amount such as \"40 mm ± 2 mm\"."),
];
const USE: &[Key] = &[
    needed("use", OBJECT, "Use this item: a tool, a key, a label..."),
    needed("on", OBJECT, "...on this: a part, a lock, a tube; `trainee` is oneself."),
];
const AIM: &[Key] = &[
    needed("aim", OBJECT, "Hold this tool and sweep it..."),
    needed("at", Shape::List(&OBJECT), "...over these places..."),
    needed("for", TIME, "...each of them for so long."),
];
const READ: &[Key] = &[
    needed("read", OBJECT, "Read this gauge and enter what it says."),
    needed("within", Shape::Amount(None), "To either side, in the gauge's unit."),
];
const INSPECT: &[Key] = &[
    needed("inspect", Shape::List(&OBJECT), "Find these places, in any order."),
    may("count", Shape::Whole(1, 100), "How many of them are enough; all unless given."),
];
const CHOOSE: &[Key] = &[needed("choose", CARD, "Answer this card.")];
const PUT_IN_ORDER: &[Key] =
    &[needed("put_in_order", CARD, "Put the answers of this card in order: the order they stand in here is the right one.")];
const MATCH: &[Key] = &[needed("match", CARD, "Match the answers of this card to what each `goes_with`.")];
const TYPE: &[Key] = &[needed("type", CARD, "Write what this card will `accept`.")];
const SIGN: &[Key] = &[needed("sign", CARD, "Sign what this card says.")];
const FILL_IN: &[Key] = &[needed("fill_in", CARD, "Fill in every `[[field]]` of this card.")];
const TALK_TO: &[Key] = &[
    needed("talk_to", OBJECT, "Talk to this person until it ends well..."),
    needed("line", Shape::Name(Names::Line), "...beginning with this line."),
];
const WAIT: &[Key] = &[needed("wait", TIME, "Let so much time pass.")];
const AVOID: &[Key] = &[
    needed("avoid", Shape::List(&Shape::Name(Names::Mistake)), "Make none of these mistakes..."),
    needed("for", TIME, "...for so long; each of them begins the time anew."),
];
const HOLDS: &[Key] = &[needed("holds", Shape::Verb(&CONDITIONS), "Go on until this is so.")];
const WAIT_FOR: &[Key] = &[
    needed("wait_for", OBJECT, "Wait for this object to be..."),
    may("is", Shape::StateOrAmount, "...in this state, or at this amount,"),
    may("above", Shape::Amount(None), "...above this amount,"),
    may("below", Shape::Amount(None), "...below it,"),
    may("at_least", Shape::Amount(None), "...at it or above,"),
    may("at_most", Shape::Amount(None), "...at it or below."),
];

const fn goal(keys: &'static [Key]) -> Table {
    Table { title: GOAL, keys }
}

const GOAL: &str = "a goal";

pub static GOALS: Verbs = Verbs {
    title: GOAL,
    tables: &[
        goal(GO_TO),
        goal(LOOK_AT),
        goal(PRESS),
        goal(HOLD),
        goal(TAKE),
        goal(PUT),
        goal(TURN),
        goal(SET),
        goal(SLIDE),
        goal(USE),
        goal(AIM),
        goal(READ),
        goal(INSPECT),
        goal(CHOOSE),
        goal(PUT_IN_ORDER),
        goal(MATCH),
        goal(TYPE),
        goal(SIGN),
        goal(FILL_IN),
        goal(TALK_TO),
        goal(WAIT),
        goal(WAIT_FOR),
        goal(AVOID),
        goal(HOLDS),
        Table { title: GOAL, keys: &[needed("all", Shape::List(&Shape::Verb(&GOALS)), "All of these, in any order.")] },
        Table { title: GOAL, keys: &[needed("any", Shape::List(&Shape::Verb(&GOALS)), "One of these, whichever.")] },
        Table { title: GOAL, keys: &[needed("in_order", Shape::List(&Shape::Verb(&GOALS)), "One after the other.")] },
        Table {
            title: GOAL,
            keys: &[
                needed("some_of", Shape::List(&Shape::Verb(&GOALS)), "Some of these, whichever..."),
                needed("count", Shape::Whole(1, 100), "...so many of them."),
            ],
        },
    ],
};
