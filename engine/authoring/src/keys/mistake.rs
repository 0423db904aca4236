//! Keys of mistakes, wrong actions and effects.

use super::{Key, Names, Shape, Table, Verbs, may, needed};
use curriculum::Dimension;

const TIME: Shape = Shape::Amount(Some(Dimension::Time));
const OBJECT: Shape = Shape::Name(Names::Object);
const BY: Key = may("by", OBJECT, "Who does it; the guide unless given.");
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
const TURN: &[Key] = &[needed("turn", OBJECT, "Turns this.")];
const MISREAD: &[Key] = &[needed("misread", OBJECT, "Enters what this gauge does not say.")];
const ANSWER: &[Key] = &[needed("answer", Shape::Name(Names::Answer), "Chooses this answer.")];
const ENTER: &[Key] = &[needed("enter", OBJECT, "Walks into this zone.")];
const LET_GO: &[Key] = &[needed("let_go", OBJECT, "Lets go of this before the time is up.")];

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
        action(ANSWER),
        action(ENTER),
        action(LET_GO),
    ],
    not_yet: &["use", "wait", "say", "look_at"],
};

pub static WHILE: Table = Table {
    title: "a `while`",
    keys: &[needed("gauge", OBJECT, "The gauge."), needed("above", Shape::Amount(None), "In the gauge's unit.")],
};

const SAY: &[Key] = &[needed("say", Shape::Text, "A caption."), BY];
const SOUND: &[Key] = &[needed("sound", Shape::Name(Names::Sound), "A sound of `content/sounds/`.")];
const CHANGE: &[Key] = &[
    needed("change", OBJECT, "Change this object..."),
    needed("to", Shape::StateOrAmount, "...to a state, or a gauge to an amount."),
    may("over", TIME, "A gauge moves for so long; at once unless given."),
];
const PLACE: &[Key] = &[needed("place", OBJECT, "Put this item..."), needed("into", OBJECT, "...into this socket or zone.")];
const SHOW: &[Key] = &[needed("show", OBJECT, "Show this.")];
const HIDE: &[Key] = &[needed("hide", OBJECT, "Hide this.")];
const PLAY: &[Key] = &[needed("play", Shape::Name(Names::Clip), "An animation of the scene, once.")];
const WALK_TO: &[Key] = &[needed("walk_to", OBJECT, "The guide walks there."), BY];
const FACE: &[Key] = &[needed("face", OBJECT, "The guide turns to it; `trainee` is allowed."), BY];
const POINT_AT: &[Key] = &[needed("point_at", OBJECT, "The guide points at it."), BY];

const fn effect(keys: &'static [Key]) -> Table {
    Table { title: "an effect", keys }
}

pub static EFFECTS: Verbs = Verbs {
    title: "an effect",
    tables: &[
        effect(SAY),
        effect(SOUND),
        effect(CHANGE),
        effect(PLACE),
        effect(SHOW),
        effect(HIDE),
        effect(PLAY),
        effect(WALK_TO),
        effect(FACE),
        effect(POINT_AT),
    ],
    not_yet: &[
        "light",
        "particles",
        "move",
        "rotate",
        "scale",
        "teleport",
        "score",
        "timer",
        "card",
        "finish",
        "text",
        "picture",
        "alarm",
    ],
};
