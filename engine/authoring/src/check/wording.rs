//! Wording: short, one thing at a time, and in the house's tone.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use crate::tree::Table;

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
    fn one_command_is_one_and_two_are_two() {
        assert_eq!(commands("Stop the autoclave the normal way: turn the power key to OFF."), Vec::<&str>::new());
        assert_eq!(commands("Now pull the mains plug: off is not isolated."), ["pull"]);
        assert_eq!(commands("Find the gauge, pin and tag."), ["find"]);
        assert_eq!(commands("Open the drawer and put the chart inside."), ["open", "put"]);
        assert_eq!(commands("Take the badge. Then press the button."), ["take", "press"]);
    }
}
