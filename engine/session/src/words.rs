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

/// The verb that brings a state about: the usual one, or with what the author calls the state.
pub fn verb_to_state(state: &str, name: Option<&str>) -> String {
    match (usual_verb(state), name) {
        (Some(verb), _) => verb.to_owned(),
        (None, Some(name)) => format!("Set to {name}"),
        (None, None) => format!("Set to {}", state.replace(['-', '_'], " ")),
    }
}

/// What everybody calls bringing this state about.
fn usual_verb(state: &str) -> Option<&'static str> {
    Some(match state {
        "open" | "opened" => "Open",
        "closed" | "shut" => "Close",
        "on" => "Switch on",
        "off" => "Switch off",
        "locked" => "Lock",
        "unlocked" => "Unlock",
        "plugged" => "Plug in",
        "unplugged" => "Unplug",
        "pulled" => "Pull",
        "released" => "Release",
        "sealed" => "Seal",
        "in" => "Push in",
        "out" => "Pull out",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_state_has_its_verb_whatever_the_author_calls_it() {
        assert_eq!(verb_to_state("unplugged", Some("not plugged in")), "Unplug");
        assert_eq!(verb_to_state("out", None), "Pull out");
        assert_eq!(verb_to_state("half_open", Some("half open, on the latch")), "Set to half open, on the latch");
        assert_eq!(verb_to_state("half_open", None), "Set to half open");
    }
}
