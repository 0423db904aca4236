//! What somebody answered on a card, as the debrief tells it: in the card's words, with why it was wrong or what was missing.
//!
//! Knows no record. Start at [`words_of`].

use curriculum::{Card, Part};
use hud::language::{fill, t};
use ids::AnswerId;

/// The title and the words for an answer as the record has it, such as "delete-it, from"; none if it is not of this card.
pub(crate) fn words_of(card: &Card, given: &str) -> Option<(String, String)> {
    let ids: Vec<AnswerId> = given.split(", ").filter_map(|id| AnswerId::new(id).ok()).collect();
    let chosen: Vec<_> = card.answers.iter().filter(|answer| ids.contains(&answer.id)).collect();
    if chosen.is_empty() {
        return None;
    }
    let parts = || card.case.iter().flat_map(|case| &case.parts);
    let is_seen_through = card.case.as_ref().is_none_or(|case| case.is_seen_through(&ids));
    if chosen.iter().all(|answer| answer.right) && !is_seen_through {
        let missed = parts().filter(|part| part.cue && !ids.contains(&part.id)).map(told);
        let too_much = parts().filter(|part| !part.cue && ids.contains(&part.id)).map(told);
        let mut lines = vec![t("The decision was right. It takes more to know it: mark everything that decides it.").to_owned()];
        lines.extend(missed.map(|part| fill("Not marked: {part}", &[("part", &part)])));
        lines.extend(too_much.map(|part| fill("Marked, and no sign: {part}", &[("part", &part)])));
        return Some((t("Not everything that decides it").to_owned(), lines.join("\n")));
    }
    let lines = chosen.iter().filter(|answer| !answer.right).map(|answer| {
        let say = fill("You chose: {answer}", &[("answer", &answer.text)]);
        if answer.because.is_empty() { say } else { format!("{say} {}", answer.because) }
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| (t("Not the right answer").to_owned(), lines.join("\n")))
}

fn told(part: &Part) -> String {
    let say = if part.label.is_empty() { part.say.clone() } else { format!("{}: {}", part.label, part.say) };
    let say = if say.ends_with(['.', '!', '?']) || part.because.is_empty() { say } else { format!("{say}.") };
    format!("{say} {}", part.because).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use curriculum::{Answer, Case, PartKind};

    fn id(id: &str) -> AnswerId {
        AnswerId::new(id).expect("a test's id")
    }

    fn answer(name: &str, right: bool) -> Answer {
        let because = if right { String::new() } else { "Nobody learns of it.".to_owned() };
        Answer { id: id(name), text: format!("I {name} it."), right, because, goes_with: String::new(), field: None }
    }

    fn part(name: &str) -> Part {
        let because = "Not our address.".to_owned();
        let (say, reveals) = (name.to_owned(), String::new());
        Part { id: id(name), kind: PartKind::From, label: "From".to_owned(), say, reveals, cue: true, because }
    }

    fn card(case: Option<Case>) -> Card {
        Card {
            ask: "What do you do?".to_owned(),
            text: String::new(),
            answers: vec![answer("report", true), answer("delete", false)],
            pick: 1,
            accept: Vec::new(),
            accept_here: Vec::new(),
            at: None,
            case: case.map(Box::new),
            fields: Vec::new(),
        }
    }

    #[test]
    fn a_wrong_answer_is_told_in_its_words_with_why() {
        let (title, say) = words_of(&card(None), "delete").expect("it is of the card");
        assert_eq!((title.as_str(), say.as_str()), ("Not the right answer", "You chose: I delete it. Nobody learns of it."));
        assert_eq!(words_of(&card(None), "42 psi"), None);
    }

    #[test]
    fn a_right_decision_on_too_little_says_what_was_not_marked() {
        let case = Case { parts: vec![part("payroll"), part("reply")], find: 2, ..Case::default() };
        let (title, say) = words_of(&card(Some(case)), "report, payroll").expect("it is of the card");
        assert_eq!(title, "Not everything that decides it");
        assert!(say.ends_with("\nNot marked: From: reply. Not our address."), "{say}");
    }
}
