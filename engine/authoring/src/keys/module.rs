//! Keys of the module itself, its objects and its cards.

use super::{
    EXAM, FIELD, HINT, INCLUDE, INTERRUPTION, MARK, MISTAKE, Names, ONE_OF, PART, PICTURE, SIGN_OFF, STEP, Shape, TIMER, Table,
    may, needed,
};
use curriculum::Dimension;

pub static MODULE: Table = Table {
    title: "a module",
    keys: &[
        needed("format", Shape::Whole(1, 1), "The version of this language: 1."),
        needed(
            "id",
            Shape::Id(Names::Module),
            "The module's name for good: records and translations hang on it. The same as its folder.",
        ),
        needed("title", Shape::Text, "As the trainee sees it."),
        needed(
            "kind",
            Shape::Word(&["onboarding", "workflow", "maintenance", "security", "drill"]),
            "What sort of training it is.",
        ),
        needed("version", Shape::Text, "Yours to raise with every published change, such as \"1.2.0\"."),
        needed("language", Shape::Text, "Language of the texts in this file, such as \"en\"."),
        needed(
            "scene",
            Shape::Name(Names::Scene),
            "The folder of `content/` that holds the place it happens in, or `pictures` for a place made of your own.",
        ),
        needed("minutes", Shape::Whole(1, 240), "About how long it takes the first time."),
        may("policy", Shape::Text, "The house rule it teaches, with its revision."),
        may("summary", Shape::Text, "One or two sentences for the home screen."),
        may("objectives", Shape::List(&Shape::Text), "What who passed can do, one sentence each."),
        may("guide", Shape::Name(Names::Object), "The person who leads the trainee and speaks unless another is named."),
        may("time_limit", Shape::Amount(Some(Dimension::Time)), "For the whole attempt; left out means no limit."),
        may("pass", Shape::Table(&PASS), "When an attempt passes."),
        may("exam", Shape::Table(&EXAM), "How often and how soon its exam may be sat, and how one proves who one is."),
        may("sign_off", Shape::Table(&SIGN_OFF), "A practical part that a named assessor signs after the exam."),
        may("validity", Shape::Table(&VALIDITY), "How long a pass holds."),
        may("pictures", Shape::Named(&PICTURE, Names::Picture), "Photos and 360° pictures in the module's own folder."),
        may("marks", Shape::Named(&MARK, Names::Node), "Places in the pictures, for `node` of objects."),
        may("objects", Shape::Named(&OBJECT, Names::Object), "The things, places and people that steps refer to."),
        may("variables", Shape::Wholes(Names::Variable), "Whole numbers to keep in mind, each with what it starts at."),
        may("timers", Shape::Named(&TIMER, Names::Timer), "Clocks that effects start and stop."),
        may("one_of", Shape::Tables(&ONE_OF), "What is left to chance: branches and faults, drawn from the attempt's seed."),
        may("interruption", Shape::Tables(&INTERRUPTION), "What happens in between."),
        may("cards", Shape::Named(&CARD, Names::Card), "Questions to answer, lists to order, forms to fill in."),
        may("part", Shape::Tables(&PART), "The parts of a card's message, form or screen, in order."),
        may("field", Shape::Tables(&FIELD), "The fields of the cards to `fill_in`, in order."),
        may("answer", Shape::Tables(&ANSWER), "The answers of the cards; for `put_in_order`, in the right order."),
        may("lines", Shape::Named(&LINE, Names::Line), "What people say in a dialogue."),
        may("reply", Shape::Tables(&REPLY), "What can be said in return."),
        may("pages", Shape::Named(&PAGE, Names::Page), "Notices, tables and pages of the manual, for `show_page`."),
        may("include", Shape::Tables(&INCLUDE), "Steps of a snippet, in this place."),
        needed("step", Shape::Tables(&STEP), "What to do, in order."),
        may("hint", Shape::Tables(&HINT), "Help with a step, weakest first."),
        may("mistake", Shape::Tables(&MISTAKE), "Wrong actions you foresee."),
        may("clips", Shape::Named(&CLIP, Names::Clip), "Effects of your own, such as steam."),
    ],
};

pub static PASS: Table = Table {
    title: "[pass]",
    keys: &[
        may(
            "score",
            Shape::Amount(Some(Dimension::Share)),
            "Share of the weighted steps, 80 % unless given. A critical mistake always fails an exam.",
        ),
        may(
            "hint_costs",
            Shape::Amount(Some(Dimension::Share)),
            "What each hint costs of its step's score in practice, 20 % unless given. Hints are free in guided mode; exams have none.",
        ),
        may(
            "in_a_row",
            Shape::Whole(1, 10),
            "How many exams one after the other must be passed before the module counts; 1 unless given.",
        ),
    ],
};

pub static VALIDITY: Table = Table {
    title: "[validity]",
    keys: &[may("renew_after_days", Shape::Whole(1, 36_500), "Days until it must be done again; left out means never.")],
};

pub static OBJECT: Table = Table {
    title: "an object",
    keys: &[
        needed(
            "node",
            Shape::Name(Names::Node),
            "The scene's node it is, with everything below that node; in pictures, the mark.",
        ),
        needed("name", Shape::Text, "As a trainee reads it: \"badge reader\"."),
        needed(
            "kind",
            Shape::Word(&["thing", "item", "socket", "button", "switch", "door", "knob", "slider", "gauge", "zone", "person"]),
            "What it is, hence what can be done to it.",
        ),
        may("states", Shape::List(&Shape::Id(Names::Object)), "Its states, such as [\"closed\", \"open\"]."),
        may(
            "state_names",
            Shape::Texts,
            "How states are called where the word alone is not it: `{ half_open = \"half open, on the latch\" }`.",
        ),
        may(
            "start",
            Shape::Either(&[Shape::StateOrAmount, Shape::Table(&START)]),
            "How it stands at first: a state, what a gauge shows, a knob's angle, or `{ in = \"socket\" }`. The first state unless given.",
        ),
        may("range", Shape::Range, "What a gauge can show, or what this can be set to, such as \"0..300 kPa\"."),
        may("about", Shape::Text, "Said when it is acted on and nothing else is due."),
        may("verb", Shape::Text, "What its label says where a card opens at it, such as \"Pick up\"; \"Decide\" unless given."),
    ],
};

pub static START: Table = Table { title: "a start", keys: &[needed("in", Shape::Name(Names::Object), "The socket it lies in.")] };

pub static CARD: Table = Table {
    title: "a card",
    keys: &[
        needed("ask", Shape::Text, "The question."),
        may("text", Shape::Text, "What stands above the question: a message, or what somebody says."),
        may("pick", Shape::Whole(1, 20), "How many answers to mark; 1 unless given."),
        may(
            "accept",
            Shape::Either(&[Shape::Text, Shape::List(&Shape::Text)]),
            "For `type`: what counts as right, as a text or an amount such as \"2.5 ml ± 0.1 ml\".",
        ),
        may("at", Shape::Name(Names::Object), "The object it belongs to; left out, it opens by itself when the step starts."),
        may(
            "looks",
            Shape::Word(&["message", "email", "phone", "form", "screen"]),
            "What the text and the parts look like; a `message` unless given.",
        ),
        may("picture", Shape::Name(Names::Picture), "A picture above the question."),
        may("find", Shape::Whole(0, 20), "So many parts that are a `cue` must be marked, besides the right answer."),
        may("false_alarms", Shape::Whole(0, 20), "So many other parts may be marked with them; 0 unless given."),
    ],
};

pub static ANSWER: Table = Table {
    title: "an answer",
    keys: &[
        needed("id", Shape::Id(Names::Answer), "Its name for good, unique in the module."),
        needed("card", Shape::Name(Names::Card), "The card it belongs to."),
        needed("say", Shape::Text, "The answer as shown."),
        may("field", Shape::Name(Names::Field), "Of a form: the field that it is a choice of."),
        may("right", Shape::YesNo, "Whether it is right; false unless given."),
        may("goes_with", Shape::Text, "For `match`: what it belongs to."),
        may("because", Shape::Text, "Said after it was chosen."),
    ],
};

pub static LINE: Table =
    Table { title: "a line", keys: &[needed("says", Shape::Text, "What the person says; replies stand in `[[reply]]`.")] };

pub static REPLY: Table = Table {
    title: "a reply",
    keys: &[
        needed("id", Shape::Id(Names::Answer), "Its name for good, unique among answers and replies."),
        needed("line", Shape::Name(Names::Line), "The line it answers."),
        needed("say", Shape::Text, "What the trainee says."),
        may("leads_to", Shape::Name(Names::Line), "What the person says to that; left out, the dialogue ends."),
        may("right", Shape::YesNo, "Of a reply that ends the dialogue: whether it ends well; false unless given."),
        may("because", Shape::Text, "Why it is right or wrong."),
    ],
};

pub static PAGE: Table = Table {
    title: "a page",
    keys: &[
        needed("title", Shape::Text, "Its heading."),
        may("text", Shape::Text, "What it says."),
        may("rows", Shape::List(&Shape::List(&Shape::Text)), "A table, row by row; the first row is its head."),
        may("picture", Shape::Name(Names::Picture), "A picture, above the text."),
    ],
};

pub static CLIP: Table = Table {
    title: "a clip",
    keys: &[
        needed("particles", Shape::Word(&["steam", "smoke", "spray", "fire"]), "What kind."),
        needed("node", Shape::Name(Names::Node), "Where."),
        needed("lasts", Shape::Amount(Some(Dimension::Time)), "How long."),
    ],
};
