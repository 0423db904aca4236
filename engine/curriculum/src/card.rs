//! Cards: what a trainee answers in front of the scene, what somebody says, and what is only to be read.

use crate::{Quantity, Unit};
use ids::{AnswerId, FieldId, LineId, ObjectId, PictureId};
use serde::{Deserialize, Serialize};

/// A question, with whatever the goal that shows it needs: answers, pairs, or what may be typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub ask: String,
    /// Context above the question: a message, what somebody says. May be empty.
    pub text: String,
    /// To choose from; to put in order, in the right order; to match, each with its other half.
    pub answers: Vec<Answer>,
    /// How many answers must be marked at once: 1 is a plain choice, more is "choose several".
    pub pick: u32,
    /// What may be typed.
    pub accept: Vec<Accept>,
    /// In a translation: the texts that count there in place of those of `accept`. What is right is not told by these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept_here: Vec<String>,
    /// Of a form: what there is to fill in, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// The object the card belongs to: acting on it opens the card again; none opens it at the step's start.
    pub at: Option<ObjectId>,
    /// What the question is about, where that is more than a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Box<Case>>,
}

/// One field of a form: to write in, or to choose in where answers of the card name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    pub id: FieldId,
    /// What stands before it, such as "Room".
    pub label: String,
    pub accept: Vec<Accept>,
    /// As for a card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept_here: Vec<String>,
    /// Lowest and highest that can be entered, in one unit.
    pub range: Option<(Quantity, Quantity)>,
    /// Said when it was filled in wrongly; may be empty.
    pub because: String,
}

impl Field {
    /// The unit of a number; none for a text.
    pub fn unit(&self) -> Option<Unit> {
        let of_accept = |accept: &Accept| match accept {
            Accept::Amount { to, .. } => Some(to.unit),
            Accept::Text(_) => None,
        };
        // Where a text counts too, a text is what is asked for.
        let all: Option<Vec<Unit>> = self.accept.iter().map(of_accept).collect();
        self.range.map(|(low, _)| low.unit).or_else(|| all?.first().copied())
    }

    /// Whether what was typed is right.
    pub fn accepts(&self, typed: &str) -> bool {
        accepts(&self.accept, &self.accept_here, typed)
    }
}

impl Card {
    /// Whether what was typed is right.
    pub fn accepts(&self, typed: &str) -> bool {
        accepts(&self.accept, &self.accept_here, typed)
    }

    /// The answers to choose from in a field; empty for one to write in.
    pub fn choices<'c>(&'c self, field: &'c FieldId) -> impl Iterator<Item = &'c Answer> {
        self.answers.iter().filter(move |answer| answer.field.as_ref() == Some(field))
    }

    /// Whether a field is filled in rightly: with the id of a right choice, or with what it accepts.
    pub fn is_filled_rightly(&self, field: &Field, given: &str) -> bool {
        let mut choices = self.choices(&field.id).peekable();
        match choices.peek() {
            Some(_) => choices.any(|choice| choice.right && choice.id.as_str() == given),
            None => field.accepts(given),
        }
    }

    /// A text that counts as right, as it would be typed: of a card to write on, or of a field.
    pub fn right_text(accept: &[Accept], accept_here: &[String]) -> Option<String> {
        match accept.first()? {
            Accept::Text(text) => Some(accept_here.first().unwrap_or(text).clone()),
            Accept::Amount { to, .. } => Some(to.to_string()),
        }
    }
}

/// Amounts count in every language, texts in the one that is shown.
fn accepts(accept: &[Accept], here: &[String], typed: &str) -> bool {
    let is_of_here = |accept: &&Accept| here.is_empty() || matches!(accept, Accept::Amount { .. });
    accept.iter().filter(is_of_here).any(|accept| accept.accepts(typed)) || here.iter().any(|text| plain(text) == plain(typed))
}

/// What a question is about: a message, a call, a form or a screen, part by part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Case {
    pub looks: CaseLooks,
    pub parts: Vec<Part>,
    /// So many cues must be marked, besides the right answer.
    pub find: u32,
    /// So many parts may be marked that are no cue.
    pub false_alarms: u32,
    pub picture: Option<PictureId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseLooks {
    #[default]
    Message,
    Email,
    Phone,
    Form,
    Screen,
}

/// A line of a case: pointing at it or coming to it with the keyboard shows what is behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub id: AnswerId,
    /// Where it stands and how it looks.
    #[serde(default, skip_serializing_if = "PartKind::is_text")]
    pub kind: PartKind,
    /// What stands before it, such as "From"; may be empty.
    pub label: String,
    pub say: String,
    /// What is behind it, such as the real address; may be empty.
    pub reveals: String,
    /// It gives the case away.
    pub cue: bool,
    pub because: String,
}

/// What a part is of what it belongs to. It decides how the part is shown, never whether it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// A line of its text.
    #[default]
    Text,
    /// Its heading.
    Subject,
    /// Who it is from.
    From,
    /// Another line of its head, such as who the reply goes to, or when it was sent.
    Head,
    Link,
    Attachment,
}

impl PartKind {
    fn is_text(&self) -> bool {
        *self == Self::Text
    }

    /// It stands above the text.
    pub fn is_of_head(self) -> bool {
        matches!(self, Self::Subject | Self::From | Self::Head)
    }
}

impl Case {
    /// Whether enough cues are marked and not too much else.
    pub fn is_seen_through(&self, marked: &[AnswerId]) -> bool {
        let n = |cue: bool| self.parts.iter().filter(|part| part.cue == cue && marked.contains(&part.id)).count();
        n(true) >= self.find as usize && n(false) <= self.false_alarms as usize
    }

    /// There is something to mark in it.
    pub fn can_be_marked(&self) -> bool {
        self.find > 0
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub id: AnswerId,
    pub text: String,
    pub right: bool,
    /// Said after this answer was chosen.
    pub because: String,
    /// What it is matched to; empty on other cards.
    pub goes_with: String,
    /// The field of a form that it is a choice of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
}

/// What counts as right when something is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accept {
    /// Without regard to case and spaces.
    Text(String),
    Amount {
        to: Quantity,
        within: Quantity,
    },
}

impl Accept {
    /// Whether what was typed is this. A number may go without its unit.
    pub fn accepts(&self, typed: &str) -> bool {
        match self {
            Self::Text(text) => plain(text) == plain(typed),
            Self::Amount { to, within } => {
                let bare = Quantity::parse(typed).or_else(|_| Quantity::parse(&typed.replace(',', ".")));
                bare.is_ok_and(|given| {
                    let same_unit = given.unit == to.unit || given.unit == Unit::One;
                    same_unit && given.milli.abs_diff(to.milli) <= within.milli.unsigned_abs()
                })
            }
        }
    }
}

/// Small letters, without spaces.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// What is said between people: it begins with the first line, and every reply leads on or ends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialogue {
    /// Every line that can be reached, the one it begins with first.
    pub lines: Vec<Line>,
}

/// What a person says, and what can be said in return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub id: LineId,
    pub says: String,
    pub replies: Vec<Reply>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    pub id: AnswerId,
    pub say: String,
    /// Of a reply that ends the dialogue: whether it ends well.
    pub right: bool,
    pub because: String,
    /// None ends the dialogue.
    pub leads_to: Option<LineId>,
}

impl Dialogue {
    pub fn line(&self, id: &LineId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == *id)
    }

    /// The replies, from a line on, that lead to a right end by the shortest way; none where no way does.
    pub fn way_on(&self, from: &LineId) -> Option<AnswerId> {
        let mut seen = vec![from];
        let mut open: Vec<(&LineId, Option<&AnswerId>)> = vec![(from, None)];
        let mut at = 0;
        while let Some(&(line, first)) = open.get(at) {
            at += 1;
            for reply in self.line(line).map_or(&[][..], |line| &line.replies) {
                let first = first.unwrap_or(&reply.id);
                match &reply.leads_to {
                    None if reply.right => return Some(first.clone()),
                    Some(next) if !seen.contains(&next) => {
                        seen.push(next);
                        open.push((next, Some(first)));
                    }
                    _ => {}
                }
            }
        }
        None
    }
}

/// Something only to be read: a notice, a table, a page of the manual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    pub title: String,
    pub text: String,
    /// A table, row by row; may be empty.
    pub rows: Vec<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts_of(accept: Vec<Accept>, accept_here: Vec<String>) -> Field {
        let id = FieldId::new("phone").unwrap();
        Field { id, label: String::new(), accept, accept_here, range: None, because: String::new() }
    }

    #[test]
    fn what_is_typed_is_compared_as_a_person_would() {
        assert!(Accept::Text("CH-104".into()).accepts(" ch - 104"));
        assert!(!Accept::Text("CH-104".into()).accepts("CH-105"));
        let card = |here: &[&str]| {
            let accept_here = here.iter().map(|text| (*text).to_owned()).collect();
            let milli = 2_400_000;
            let amount =
                Accept::Amount { to: Quantity { milli, unit: Unit::One }, within: Quantity { milli: 0, unit: Unit::One } };
            accepts_of(vec![amount, Accept::Text("extension 2400".into())], accept_here)
        };
        for (here, typed, right) in [
            (&[][..], "Extension 2400", true),
            (&[], "2400", true),
            (&["extensión 2400"], "extensión 2400", true),
            (&["extensión 2400"], "extension 2400", false),
            (&["extensión 2400"], "2400", true),
        ] {
            assert_eq!(card(here).accepts(typed), right, "{typed} where {here:?} counts");
        }
        let dose = |milli| Quantity { milli, unit: Unit::Millilitre };
        let accept = Accept::Amount { to: dose(2_500), within: dose(100) };
        for (typed, right) in [("2.5 ml", true), ("2,5", true), ("2.6", true), ("2.7 ml", false), ("2.5 l", false), ("", false)] {
            assert_eq!(accept.accepts(typed), right, "{typed}");
        }
    }
}
