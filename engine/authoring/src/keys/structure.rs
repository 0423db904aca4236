//! Keys of what a module keeps in mind, leaves to chance, times, lets happen in between, and shares with others.

use super::{ANSWER, CARD, CONDITIONS, EFFECTS, FIELD, HINT, LINE, MISTAKE, Names, REPLY, STEP, Shape, Table, may, needed};
use curriculum::Dimension;

const TIME: Shape = Shape::Amount(Some(Dimension::Time));
const THEN: Shape = Shape::List(&Shape::Verb(&EFFECTS));

pub static TIMER: Table = Table {
    title: "a timer",
    keys: &[
        needed("lasts", TIME, "How long it runs once an effect starts it."),
        may("then", THEN, "What happens when it runs out."),
        may("countdown", Shape::YesNo, "Whether the trainee sees what is left of it; `true` unless given."),
    ],
};

pub static ONE_OF: Table = Table {
    title: "a draw",
    keys: &[
        needed("id", Shape::Id(Names::Draw), "Its name for good."),
        needed("options", Shape::List(&Shape::Table(&OPTION)), "What may be drawn, before anything is shown."),
    ],
};

pub static OPTION: Table = Table {
    title: "an option",
    keys: &[
        needed("id", Shape::Id(Names::DrawOption), "Its name for good, unique in the module; conditions ask for it."),
        may("weight", Shape::Whole(0, 1_000), "Its share of the chances; 1 unless given."),
        may("then", THEN, "What it does to the scene before the first step: a fault, somebody missing."),
    ],
};

pub static INTERRUPTION: Table = Table {
    title: "an interruption",
    keys: &[
        needed("id", Shape::Id(Names::Interruption), "Its name for good."),
        may("when", Shape::Verb(&CONDITIONS), "What must be so; the beginning of the attempt unless given."),
        may("after", TIME, "How long after that it comes; at once unless given."),
        may("then", THEN, "What happens: the phone rings, somebody walks in."),
        may("card", Shape::Name(Names::Card), "A question that must be answered before going on."),
    ],
};

pub static INCLUDE: Table = Table {
    title: "an include",
    keys: &[
        needed("snippet", Shape::Name(Names::Snippet), "A file of `modules/snippets/`, without `.toml`; its steps stand here."),
        may("as", Shape::Id(Names::Include), "What its ids begin with; the snippet's name unless given."),
        may("with", Shape::Texts, "What its parameters stand for, such as `{ dispenser = \"handrub\" }`."),
    ],
};

/// `snippets/<name>.toml`: steps that several modules share.
pub static SNIPPET: Table = Table {
    title: "a snippet",
    keys: &[
        needed("format", Shape::Whole(1, 1), "The version of this language: 1."),
        needed("title", Shape::Text, "What it teaches, for authors."),
        may("parameters", Shape::Texts, "Each with what it stands for, in words; written as `{name}` in texts and names."),
        may("cards", Shape::Named(&CARD, Names::Card), "Questions."),
        may("field", Shape::Tables(&FIELD), "The fields of the cards to `fill_in`."),
        may("answer", Shape::Tables(&ANSWER), "The answers of the cards."),
        may("lines", Shape::Named(&LINE, Names::Line), "What people say."),
        may("reply", Shape::Tables(&REPLY), "What can be said in return."),
        needed("step", Shape::Tables(&STEP), "What to do, in order."),
        may("hint", Shape::Tables(&HINT), "Help with a step, weakest first."),
        may("mistake", Shape::Tables(&MISTAKE), "Wrong actions you foresee."),
    ],
};
