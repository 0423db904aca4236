//! Reads what goals and effects name: pages, clips, lines and their replies. Cards stand in `card`.

use super::card::{self, MOST_ANSWERS};
use super::{Placed, id, ms, owned, word};
use crate::tree::{Is, Table, Value};
use crate::walk::MOST_ENTRIES;
use curriculum::{Answer, Card, Dialogue, Effect, Line, Page, Reply};
use ids::{AnswerId, LineId, ObjectId, PictureId};
use std::collections::BTreeMap;

/// Most lines of one dialogue, and most rows and columns of a page: more do not fit a head or a screen.
pub(crate) const MOST_LINES: usize = 60;
pub(crate) const MOST_ROWS: usize = 20;
pub(crate) const MOST_COLUMNS: usize = 6;

/// What is declared once and named elsewhere, by name.
#[derive(Debug)]
pub(crate) struct Declared<'t> {
    pub guide: Option<ObjectId>,
    pub cards: BTreeMap<&'t str, Placed<'t, Card>>,
    /// Every answer with the card it names.
    pub answers: Vec<(&'t str, Placed<'t, Answer>)>,
    pub lines: BTreeMap<&'t str, Placed<'t, Line>>,
    /// Every reply with the line it names.
    pub replies: Vec<(&'t str, Placed<'t, Reply>)>,
    pub pages: BTreeMap<&'t str, Placed<'t, Page>>,
    /// The module's own clips, as the effects that they are.
    pub clips: BTreeMap<&'t str, Effect>,
}

impl<'t> Declared<'t> {
    pub(super) fn read(top: &'t Table) -> Self {
        let answers = card::answers(top);
        let cards = card::cards(top, &answers);
        let replies = replies(top);
        Self {
            guide: id(top, "guide", ObjectId::new),
            lines: lines(top, &replies),
            cards,
            answers,
            replies,
            pages: top.named("pages").take(MOST_ENTRIES).map(|(entry, from)| (&*entry.key, page(from))).collect(),
            clips: top.named("clips").take(MOST_ENTRIES).filter_map(|(entry, from)| Some((&*entry.key, clip(from)?))).collect(),
        }
    }

    /// The dialogue that begins with a line.
    pub(super) fn dialogue(&self, first: &str) -> Option<Dialogue> {
        let mut lines: Vec<Line> = vec![self.lines.get(first)?.value.clone()];
        let mut at = 0;
        while at < lines.len() && lines.len() <= MOST_LINES {
            let next: Vec<LineId> = lines[at].replies.iter().filter_map(|reply| reply.leads_to.clone()).collect();
            for id in next {
                if let Some(line) = self.lines.get(id.as_str()).filter(|_| lines.iter().all(|line| line.id != id)) {
                    lines.push(line.value.clone());
                }
            }
            at += 1;
        }
        Some(Dialogue { lines })
    }
}

fn replies(top: &Table) -> Vec<(&str, Placed<'_, Reply>)> {
    let read = |from| {
        let reply = Reply {
            id: id(from, "id", AnswerId::new)?,
            say: owned(from, "say"),
            right: from.yes("right"),
            because: owned(from, "because"),
            leads_to: id(from, "leads_to", LineId::new),
        };
        Some((from.text("line")?, Placed { value: reply, from }))
    };
    top.tables("reply").take(MOST_ENTRIES).filter_map(read).collect()
}

fn lines<'t>(top: &'t Table, replies: &[(&'t str, Placed<'t, Reply>)]) -> BTreeMap<&'t str, Placed<'t, Line>> {
    let mut lines: BTreeMap<&str, Placed<'_, Line>> = BTreeMap::new();
    for (entry, from) in top.named("lines").take(MOST_ENTRIES) {
        if let Ok(id) = LineId::new(&entry.key) {
            lines.insert(&entry.key, Placed { value: Line { id, says: owned(from, "says"), replies: Vec::new() }, from });
        }
    }
    for (line, reply) in replies {
        if let Some(line) = lines.get_mut(line).filter(|line| line.value.replies.len() < MOST_ANSWERS) {
            line.value.replies.push(reply.value.clone());
        }
    }
    lines
}

fn page(from: &Table) -> Placed<'_, Page> {
    let cells = |row: &Value| match &row.is {
        Is::List(cells) => cells.iter().take(MOST_COLUMNS).map(|cell| cell.text().unwrap_or_default().to_owned()).collect(),
        _ => Vec::new(),
    };
    let rows = from.list("rows").iter().take(MOST_ROWS).map(cells).collect();
    Placed {
        value: Page {
            title: owned(from, "title"),
            text: owned(from, "text"),
            rows,
            picture: id(from, "picture", PictureId::new),
        },
        from,
    }
}

fn clip(from: &Table) -> Option<Effect> {
    Some(Effect::Particles { kind: word(from, "particles")?, node: owned(from, "node"), lasts_ms: ms(from, "lasts")? })
}
