//! Keys of the files beside a module: translations and courses.

use super::{Names, Shape, Table, may, needed};

/// `strings/<language>.toml`: the module's texts again, by the ids they belong to.
pub static STRINGS: Table = Table {
    title: "a translation",
    keys: &[
        may("title", Shape::Text, "The module's title."),
        may("summary", Shape::Text, "The module's summary."),
        may("objectives", Shape::List(&Shape::Text), "What who passed can do."),
        may("sign_off", Shape::Table(&SIGN_OFF), "The practical part."),
        may("objects", Shape::Named(&OBJECT, Names::Object), "Names of objects."),
        may("pictures", Shape::Named(&PICTURE, Names::Picture), "What pictures show."),
        may("cards", Shape::Named(&CARD, Names::Card), "Questions."),
        may("part", Shape::Named(&PART, Names::Answer), "Parts of cards."),
        may("field", Shape::Named(&FIELD, Names::Field), "Fields of forms."),
        may("answer", Shape::Named(&ANSWER, Names::Answer), "Answers."),
        may("lines", Shape::Named(&LINE, Names::Line), "What people say."),
        may("reply", Shape::Named(&REPLY, Names::Answer), "Replies."),
        may("pages", Shape::Named(&PAGE, Names::Page), "Pages to read."),
        may("option", Shape::Named(&OPTION, Names::DrawOption), "What options of `one_of` say."),
        may("timers", Shape::Named(&TIMER, Names::Timer), "What timers say."),
        may("interruption", Shape::Named(&INTERRUPTION, Names::Interruption), "What interruptions say."),
        may("step", Shape::Named(&STEP, Names::Step), "Instructions."),
        may("hint", Shape::Named(&HINT, Names::Hint), "Hints."),
        may("mistake", Shape::Named(&MISTAKE, Names::Mistake), "Mistakes."),
    ],
};

static SIGN_OFF: Table = Table {
    title: "the practical part's texts",
    keys: &[may("ask", Shape::Text, "What the assessor has to have seen."), may("by", Shape::Text, "Who may sign.")],
};
/// The texts of `say` and `write` in a list of effects, in its order: a text for each, no more and no fewer.
const SAID: Shape = Shape::List(&Shape::Text);

static OBJECT: Table = Table {
    title: "an object's texts",
    keys: &[
        may("name", Shape::Text, "Its name."),
        may("state_names", Shape::Texts, "How its states are called: `{ half_open = \"a medio abrir\" }`."),
        may("about", Shape::Text, "What is said about it."),
        may("verb", Shape::Text, "What its label says where a card opens at it."),
    ],
};
static PICTURE: Table = Table {
    title: "a picture's texts",
    keys: &[may("name", Shape::Text, "Its name."), may("shows", Shape::Text, "What is to be seen.")],
};
static PART: Table = Table {
    title: "a part's texts",
    keys: &[
        may("label", Shape::Text, "What stands before it."),
        may("say", Shape::Text, "What it says."),
        may("reveals", Shape::Text, "What is behind it."),
        may("because", Shape::Text, "Why."),
    ],
};
static CARD: Table = Table {
    title: "a card's texts",
    keys: &[
        may("ask", Shape::Text, "The question."),
        may("text", Shape::Text, "What stands above it."),
        may("accept", ACCEPT, "The texts that count as right; amounts count in every language."),
    ],
};
/// As in the module; only the texts of it are said in a language.
const ACCEPT: Shape = Shape::Either(&[Shape::Text, Shape::List(&Shape::Text)]);

static FIELD: Table = Table {
    title: "a field's texts",
    keys: &[
        may("label", Shape::Text, "What stands before it."),
        may("accept", ACCEPT, "The texts that count as right; amounts count in every language."),
        may("because", Shape::Text, "Why."),
    ],
};
static ANSWER: Table = Table {
    title: "an answer's texts",
    keys: &[
        may("say", Shape::Text, "The answer."),
        may("goes_with", Shape::Text, "What it belongs to."),
        may("because", Shape::Text, "Why."),
    ],
};
static LINE: Table = Table { title: "a line's texts", keys: &[may("says", Shape::Text, "What the person says.")] };
static REPLY: Table =
    Table { title: "a reply's texts", keys: &[may("say", Shape::Text, "The reply."), may("because", Shape::Text, "Why.")] };
static PAGE: Table = Table {
    title: "a page's texts",
    keys: &[
        may("title", Shape::Text, "Its heading."),
        may("text", Shape::Text, "What it says."),
        may("rows", Shape::List(&Shape::List(&Shape::Text)), "Its table."),
    ],
};
static HINT: Table = Table { title: "a hint's texts", keys: &[may("say", Shape::Text, "The help.")] };
static STEP: Table = Table {
    title: "a step's texts",
    keys: &[
        may("chapter", Shape::Text, "The chapter it starts."),
        may("say", Shape::Text, "The instruction."),
        may("guide_says", Shape::Text, "What the guide says."),
        may("done", Shape::Text, "Once done."),
        may("why", Shape::Text, "The reason."),
        may("on_start", SAID, "What is said and written when it starts, in order."),
        may("then", SAID, "What is said and written once it is done, in order."),
        may("on_late", SAID, "What is said and written when its time is over, in order."),
    ],
};
static OPTION: Table = Table { title: "an option's texts", keys: &[may("then", SAID, "What is said and written, in order.")] };
static TIMER: Table = Table { title: "a timer's texts", keys: &[may("then", SAID, "What is said and written, in order.")] };
static INTERRUPTION: Table =
    Table { title: "an interruption's texts", keys: &[may("then", SAID, "What is said and written, in order.")] };
static MISTAKE: Table = Table {
    title: "a mistake's texts",
    keys: &[
        may("title", Shape::Text, "The heading."),
        may("say", Shape::Text, "The reason."),
        may("could_have", Shape::Either(&[Shape::Text, Shape::List(&Shape::Text)]), "What could have happened."),
        may("then", SAID, "What is said and written as its consequence, in order."),
    ],
};

/// `courses.toml`.
pub static COURSES: Table = Table { title: "the list of courses", keys: &[may("course", Shape::Tables(&COURSE), "One course.")] };

pub static COURSE: Table = Table {
    title: "a course",
    keys: &[
        needed("id", Shape::Id(Names::Course), "Its name for good."),
        needed("title", Shape::Text, "As people see it."),
        may("summary", Shape::Text, "One sentence."),
        needed("modules", Shape::List(&Shape::Name(Names::Module)), "The modules, in order."),
    ],
};
