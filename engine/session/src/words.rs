//! The few words that the session has to find itself, in English: verbs of offers and the texts of its own mistakes.
//!
//! Everything else that a person reads comes from the module. A translating HUD replaces these by what stands beside them:
//! the gesture and input of an [`crate::Offer`], the reserved id of a [`crate::MistakeView`].

pub const AIM: &str = "Hold and aim";
pub const ANSWER: &str = "Decide";
pub const FILL_IN: &str = "Fill in";
pub const GO_HERE: &str = "Go here";
pub const GIVE: &str = "Give";
pub const HOLD: &str = "Press and hold";
pub const INSPECT: &str = "Inspect";
pub const LOOK_CLOSELY: &str = "Look closely";
pub const PRESS: &str = "Press";
pub const PUT_BACK: &str = "Put back";
pub const PUT_HERE: &str = "Put here";
pub const READ: &str = "Read";
/// What a dialogue asks.
pub const REPLY: &str = "What do you say?";
pub const SET: &str = "Set";
pub const SIGN: &str = "Sign";
pub const TAKE: &str = "Take";
pub const TALK: &str = "Talk to";
pub const PICK_UP: &str = "Pick up";
pub const TURN: &str = "Turn";
pub const TYPE: &str = "Write";
pub const USE_HERE: &str = "Use here";
pub const WEAR: &str = "Wear";

/// Title of a violated order.
pub const ORDER_TITLE: &str = "Something else comes first";
/// Title of a misread gauge.
pub const VALUE_TITLE: &str = "That is not what it shows";
/// Title of a number set wrongly.
pub const AMOUNT_TITLE: &str = "That is not the amount";
/// Title of a wrong angle or state.
pub const POSITION_TITLE: &str = "That is not the position";
/// Title of a wrong answer.
pub const ANSWER_TITLE: &str = "That is not the answer";

/// What to do first.
pub fn order_advice(first: &str) -> String {
    format!("First: {first}")
}

/// What the step asks for, part by part.
pub fn inner_order_advice(say: &str) -> String {
    format!("One after the other: {say}")
}

/// What was given, and that it can be tried again.
pub fn value_advice(given: &str) -> String {
    format!("You gave {given}. Look again, then try once more.")
}

/// Title of a form that is not all right.
pub const FORM_TITLE: &str = "Not everything is right yet";

/// Which fields to look at again.
pub fn form_advice(labels: &[&str]) -> String {
    format!("Look again at: {}", labels.join(", "))
}

pub const ANSWER_ADVICE: &str = "Think it over, then choose again.";

/// The verb that brings a state about; `name` is what the author calls it.
pub fn verb_to_state(state: &str, name: Option<&str>) -> String {
    match (state, name) {
        (_, Some(name)) => format!("Set to {name}"),
        (state, None) => verb_to_plain_state(state),
    }
}

fn verb_to_plain_state(state: &str) -> String {
    match state {
        "open" | "opened" => "Open".to_owned(),
        "closed" | "shut" => "Close".to_owned(),
        "on" => "Switch on".to_owned(),
        "off" => "Switch off".to_owned(),
        "locked" => "Lock".to_owned(),
        "unlocked" => "Unlock".to_owned(),
        other => format!("Set to {}", other.replace(['-', '_'], " ")),
    }
}
