//! Wording: short, one thing at a time, and in the house's tone.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::{Draft, DraftStep};
use crate::tree::Table;
use curriculum::{Quantity, WrongAction};

pub(crate) static TOO_LONG: Check = Check {
    code: "P050",
    severity: Severity::Warning,
    title: "a text that is too long to read at a glance",
    manual: "An instruction, a hint and the reason of a mistake have at most 25 words, what the guide says at most 35: people read \
             them while they do something else. Put the reason into `why`.",
};
pub(crate) static TWO_AT_ONCE: Check = Check {
    code: "P051",
    severity: Severity::Warning,
    title: "two instructions in one step",
    manual: "A step has one goal, so its instruction asks for one thing. Whoever reads two does one of them and wonders why nothing \
             happens. Make a second step. What is looked for are two commands joined by \"and\", \"then\", a comma or a full stop.",
};
pub(crate) static TONE: Check = Check {
    code: "P058",
    severity: Severity::Note,
    title: "not in the house's tone",
    manual: "Instructions start with the verb and stay calm: no \"please\" and no exclamation mark, so that an urgent one still stands out.",
};

pub(crate) static NO_TIME: Check = Check {
    code: "P059",
    severity: Severity::Warning,
    title: "too long to read in the time limit",
    manual: "People read about three words a second. The instruction and what the guide says must be read before anybody can act, so \
             the time limit of the step, or the wait that a mistake calls too long, leaves time for both, and as much again for \
             doing it.",
};
pub(crate) static COLOUR: Check = Check {
    code: "P057",
    severity: Severity::Warning,
    title: "told by colour alone",
    manual: "One person in twelve does not see red from green. Say also where it is, what it is called, or what its sign shows: \
             \"the red button on the left\", \"until the light is green and steady\".",
};

/// What reading a word takes.
const WORD_MS: u64 = 330;
const COLOURS: [&str; 8] = ["red", "green", "yellow", "blue", "orange", "purple", "brown", "pink"];
/// What a colour says nothing about by itself.
const COLOURED: [&str; 8] = ["one", "ones", "button", "light", "lamp", "wire", "cable", "handle"];

const MOST_WORDS: usize = 25;
const MOST_GUIDE_WORDS: usize = 35;

/// Verbs that start an instruction.
const COMMANDS: [&str; 46] = [
    "answer", "attach", "carry", "check", "choose", "clean", "close", "drop", "empty", "face", "fill", "find", "follow", "go",
    "grab", "hang", "hold", "insert", "inspect", "leave", "lift", "lock", "look", "move", "open", "pick", "place", "plug",
    "pour", "press", "pull", "push", "put", "read", "remove", "rub", "set", "sign", "slide", "stand", "switch", "take", "tap",
    "turn", "unlock", "walk",
];

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    for step in &draft.steps {
        length(step.from, "say", MOST_WORDS, sink);
        length(step.from, "guide_says", MOST_GUIDE_WORDS, sink);
        let say = step.from.text("say").unwrap_or_default();
        time_to_read(draft, step, sink);
        if let Some(colour) = told_by_colour(say) {
            let message = format!("only the colour `{colour}` tells which one, or when");
            sink.report(&COLOUR, &step.from.span_of("say"), message, "Add where it is, its name or its sign.");
        }
        let commands = commands(say);
        if let [first, second, ..] = commands[..] {
            let message = format!("this asks for two things: `{first}` and `{second}`");
            sink.report(&TWO_AT_ONCE, &step.from.span_of("say"), message, "Make the second a step of its own.");
        }
        if say.contains('!')
            || say.split_whitespace().any(|word| word.trim_matches(|c: char| !c.is_alphabetic()).eq_ignore_ascii_case("please"))
        {
            sink.report(
                &TONE,
                &step.from.span_of("say"),
                "the instruction pleads or shouts",
                "Start with the verb; leave out \"please\" and \"!\".",
            );
        }
    }
    draft.hints.iter().for_each(|hint| length(hint.from, "say", MOST_WORDS, sink));
    draft.mistakes.iter().for_each(|mistake| length(mistake.from, "say", MOST_WORDS, sink));
    for mistake in &draft.mistakes {
        if mistake.from.list("could_have").len() > 3 {
            sink.report(
                &TOO_LONG,
                &mistake.from.span_of("could_have"),
                "more than three things could have happened",
                "Keep the three that matter.",
            );
        }
    }
}

fn length(table: &Table, key: &str, most: usize, sink: &mut Sink<'_>) {
    let n_words =
        table.text(key).unwrap_or_default().split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    if n_words > most {
        let message = format!("`{key}` has {n_words} words, more than {most}");
        sink.report(&TOO_LONG, &table.span_of(key), message, "Shorten it; the reason can go into `why`.");
    }
}

/// A step's own limit, and the waits in it that are a mistake.
fn time_to_read(draft: &Draft<'_>, step: &DraftStep<'_>, sink: &mut Sink<'_>) {
    let n_words: usize =
        ["say", "guide_says"].iter().map(|key| step.from.text(key).unwrap_or_default().split_whitespace().count()).sum();
    let needed_ms = 2 * WORD_MS * n_words as u64;
    let limit = step.from.text("time_limit").and_then(|text| Quantity::parse(text).ok()).and_then(Quantity::as_ms);
    let waits = draft.mistakes.iter().filter(|mistake| mistake.during.as_ref() == Some(&step.id));
    let waits = waits.filter_map(|mistake| match mistake.when {
        Some(WrongAction::Wait { for_ms }) => Some((for_ms, mistake.from.span_of("when"))),
        _ => None,
    });
    let limits = limit.map(|limit_ms| (limit_ms, step.from.span_of("time_limit"))).into_iter().chain(waits);
    for (limit_ms, span) in limits.filter(|(limit_ms, _)| *limit_ms < needed_ms) {
        let message = format!("{n_words} words to read leave no time to act within {} s", limit_ms / 1_000);
        let advice = format!("Say less, or allow at least {} s.", needed_ms.div_ceil(1_000));
        sink.report(&NO_TIME, &span, message, advice);
    }
}

/// A colour that ends the sentence, or stands before a word that could be any of several, with nothing else said of it.
fn told_by_colour(say: &str) -> Option<&'static str> {
    let lower = say.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| COLOURS.contains(word))?;
    let colour = COLOURS.iter().find(|colour| **colour == words[at])?;
    let rest = &words[at + 1..];
    let alone = rest.is_empty() || (rest.len() == 1 && COLOURED.contains(&rest[0]));
    alone.then_some(colour)
}

/// The commands of an instruction: the first word of each part, where it is one.
fn commands(say: &str) -> Vec<&'static str> {
    let lower = say.to_lowercase();
    let parts = lower.split([',', ';', '.']).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" then "));
    parts
        .filter_map(|part| {
            let mut words = part.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
            let first = words.find(|word| !matches!(*word, "and" | "then" | "now" | "next" | "first"))?;
            COMMANDS.iter().find(|command| **command == first).copied()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_with_a_place_or_a_name_is_not_alone() {
        assert_eq!(told_by_colour("Press the red button."), Some("red"));
        assert_eq!(told_by_colour("Wait until it turns green."), Some("green"));
        assert_eq!(told_by_colour("Press the red button on the left."), None);
        assert_eq!(told_by_colour("Take the red sharps box."), None);
    }

    #[test]
    fn one_command_is_one_and_two_are_two() {
        assert_eq!(commands("Stop the autoclave the normal way: turn the power key to OFF."), Vec::<&str>::new());
        assert_eq!(commands("Now pull the mains plug: off is not isolated."), ["pull"]);
        assert_eq!(commands("Find the gauge, pin and tag."), ["find"]);
        assert_eq!(commands("Open the drawer and put the chart inside."), ["open", "put"]);
        assert_eq!(commands("Take the badge. Then press the button."), ["take", "press"]);
    }
}
