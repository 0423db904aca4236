//! The one table of keys: every key an author may write, with its shape, whether it is needed, and what it means.
//!
//! Plain data. `walk` checks files against it; it is also what a reference and a JSON Schema are made from.
//! Does not know how values are read. Start at [`MODULE`].

mod condition;
mod effect;
mod exam;
mod goal;
mod mistake;
mod module;
mod overlay;
mod picture;
mod step;
mod structure;

pub use condition::CONDITIONS;
pub use effect::EFFECTS;
pub use exam::{EXAM, SIGN_OFF};
pub use goal::GOALS;
pub use mistake::{MISTAKE, RESPONSE, WHILE, WRONG_ACTIONS};
pub use module::{ANSWER, CARD, CLIP, LINE, MODULE, OBJECT, PAGE, PASS, REPLY, START, VALIDITY};
pub use overlay::{COURSE, COURSES, STRINGS};
pub use picture::{FIELD, MARK, PART, PICTURE};
pub use step::{HINT, SOURCE, STEP};
pub use structure::{INCLUDE, INTERRUPTION, ONE_OF, OPTION, SNIPPET, TIMER};

use curriculum::Dimension;

/// The keys of one kind of table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// As in a sentence: "a step".
    pub title: &'static str,
    pub keys: &'static [Key],
}

#[derive(Debug, Clone, Copy)]
pub struct Key {
    pub name: &'static str,
    pub shape: Shape,
    pub required: bool,
    pub doc: &'static str,
}

/// What may stand behind a key.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Any text that people read.
    Text,
    /// A name that this place declares.
    Id(Names),
    /// The name of something declared elsewhere.
    Name(Names),
    /// A state of the object named beside it; looked up where the object is known.
    State,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number between these, both included.
    Whole(i64, i64),
    YesNo,
    /// A number with a unit of this dimension; none takes any.
    Amount(Option<Dimension>),
    /// A time between attempts, up to a year: `"24 h"`.
    Span,
    /// `"0..300 kPa"`.
    Range,
    /// A state, or an amount (`"90° ± 5°"`), whichever the object has.
    StateOrAmount,
    /// Two shares, from the left and from the top: `"40 % 62 %"`.
    Spot,
    /// Any of these.
    Either(&'static [Shape]),
    List(&'static Shape),
    Table(&'static Table),
    /// `[[key]]`: a list of tables.
    Tables(&'static Table),
    /// `[key.name]`: tables by name.
    Named(&'static Table, Names),
    /// `name = 3` for any names declared here.
    Wholes(Names),
    /// `name = "text"` for any names.
    Texts,
    /// A table whose first key is a verb, such as `{ press = "bell" }`.
    Verb(&'static Verbs),
}

/// Tables told apart by the verb among their keys.
#[derive(Debug, Clone, Copy)]
pub struct Verbs {
    /// As in a sentence: "a goal".
    pub title: &'static str,
    /// The first key of each is the verb.
    pub tables: &'static [Table],
}

/// Where a name is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Names {
    Module,
    Scene,
    Node,
    Clip,
    Sound,
    Object,
    Card,
    Step,
    Hint,
    Mistake,
    Answer,
    Field,
    Misconception,
    Course,
    Line,
    Page,
    Variable,
    Timer,
    Draw,
    DrawOption,
    Interruption,
    Snippet,
    Include,
    /// Of a snippet; written as `{name}` in its texts.
    Parameter,
    /// Of the organisation; written as `{fact.name}`.
    Fact,
    Picture,
}

/// A key that must be there.
const fn needed(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, required: true, doc }
}

/// A key that may be left out.
const fn may(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, required: false, doc }
}
