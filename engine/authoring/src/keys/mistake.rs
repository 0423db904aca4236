//! Keys of mistakes and wrong actions.

use super::{CONDITIONS, EFFECTS, Key, Names, Shape, Table, Verbs, may, needed};
use curriculum::Dimension;

const OBJECT: Shape = Shape::Name(Names::Object);
const TIME: Shape = Shape::Amount(Some(Dimension::Time));
const RESPONSES: Shape = Shape::Word(&["block", "rewind", "stand"]);

pub static MISTAKE: Table = Table {
    title: "a mistake",
    keys: &[
        needed("id", Shape::Id(Names::Mistake), "Its name for good."),
        needed("when", Shape::Verb(&WRONG_ACTIONS), "The wrong action, such as `{ press = \"alarm\" }`."),
        needed("say", Shape::Text, "What to think of instead: the reason."),
        may("title", Shape::Text, "A short heading, such as \"Someone came in on your badge\"."),
        may("during", Shape::Name(Names::Step), "Only while this step is current."),
        may("until", Shape::Name(Names::Step), "Only before this step is done."),
        may("only_if", Shape::Verb(&CONDITIONS), "Only while this is so."),
        may(
            "could_have",
            Shape::Either(&[Shape::Text, Shape::List(&Shape::Text)]),
            "What could have happened; at most three lines.",
        ),
        may("means", Shape::Id(Names::Misconception), "The misunderstanding behind it, for reports across modules."),
        may("critical", Shape::YesNo, "Whether it fails an exam whatever the score."),
        may("response", Shape::Table(&RESPONSE), "What happens after it, in each mode."),
        may("then", Shape::List(&Shape::Verb(&EFFECTS)), "The consequence to show."),
    ],
};

pub static RESPONSE: Table = Table {
    title: "a response",
    keys: &[
        may("guided", RESPONSES, "`block` stops it, `rewind` shows what follows and goes back, `stand` leaves it done."),
        may("practice", RESPONSES, "The same in practice; `rewind` unless given."),
        may("exam", RESPONSES, "The same in an exam; `stand` unless given."),
    ],
};

const PRESS: &[Key] = &[needed("press", OBJECT, "Presses this.")];
const TAKE: &[Key] = &[needed("take", OBJECT, "Takes this item.")];
const PUT: &[Key] = &[
    needed("put", OBJECT, "Puts this item..."),
    may("into", OBJECT, "...into this; anywhere unless given."),
    may("on", OBJECT, "...on this person."),
];
const SET: &[Key] = &[
    needed("set", OBJECT, "Opens, closes or switches this..."),
    needed("to", Shape::State, "...to this state."),
    may("while", Shape::Table(&WHILE), "Only while a gauge stands high."),
];
const TURN: &[Key] = &[needed("turn", OBJECT, "Turns this to anywhere but where a step asks for it.")];
const MISREAD: &[Key] = &[needed("misread", OBJECT, "Enters what this gauge does not say.")];
const USE: &[Key] =
    &[needed("use", OBJECT, "Uses this item..."), may("on", OBJECT, "...on this; on anything it is not for unless given.")];
const MISSET: &[Key] = &[needed("misset", OBJECT, "Sets this to a number that no step asks for.")];
const MISFILL: &[Key] = &[needed("misfill", Shape::Name(Names::Field), "Fills this field of a form in wrongly.")];
const ANSWER: &[Key] = &[needed("answer", Shape::Name(Names::Answer), "Chooses this answer, or says this reply.")];
const ENTER: &[Key] = &[needed("enter", OBJECT, "Walks into this zone.")];
const LET_GO: &[Key] = &[needed("let_go", OBJECT, "Lets go of this before the time is up.")];
const SAY: &[Key] = &[needed("say", Shape::Name(Names::Answer), "Says this reply in a dialogue.")];
const WAIT: &[Key] = &[needed("wait", TIME, "Lets so much time pass in a step without finishing it.")];
const LOOK_AT: &[Key] = &[needed("look_at", OBJECT, "Looks at this..."), needed("for", TIME, "...for so long.")];

const fn action(keys: &'static [Key]) -> Table {
    Table { title: "a wrong action", keys }
}

pub static WRONG_ACTIONS: Verbs = Verbs {
    title: "a wrong action",
    tables: &[
        action(PRESS),
        action(TAKE),
        action(PUT),
        action(SET),
        action(TURN),
        action(MISREAD),
        action(USE),
        action(MISSET),
        action(MISFILL),
        action(ANSWER),
        action(ENTER),
        action(LET_GO),
        action(SAY),
        action(WAIT),
        action(LOOK_AT),
    ],
};

pub static WHILE: Table = Table {
    title: "a `while`",
    keys: &[needed("gauge", OBJECT, "The gauge."), needed("above", Shape::Amount(None), "In the gauge's unit.")],
};
