//! What the session and the stage say themselves, in English, so that it can be found in a table: verbs, titles, directions.

/// Said as they are.
pub const SESSION_WORDS: &[&str] = &[
    "Hold and aim",
    "Answer",
    "Go here",
    "Give",
    "Press and hold",
    "Inspect",
    "Look closely",
    "Press",
    "Put back",
    "Put here",
    "Read",
    "What do you say?",
    "Set",
    "Sign",
    "Take",
    "Talk to",
    "Turn",
    "Write",
    "Use here",
    "Wear",
    "Open",
    "Close",
    "Switch on",
    "Switch off",
    "Lock",
    "Unlock",
    "Something else comes first",
    "That is not what it shows",
    "That is not the amount",
    "That is not the position",
    "That is not the answer",
    "Think it over, then choose again.",
    "Behind you, to the left",
    "Behind you, to the right",
    "To your left",
    "To your right",
];

/// Said with something of the module in them.
pub const SESSION_FORMS: &[&str] =
    &["First: {what}", "One after the other: {what}", "You gave {what}. Look again, then try once more.", "Set to {what}"];
