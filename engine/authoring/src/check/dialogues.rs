//! Dialogues that can end well from wherever they lead, and pages that fit the screen.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;
use crate::read::Draft;
use crate::read::card::MOST_ANSWERS;
use crate::read::declared::{MOST_COLUMNS, MOST_LINES, MOST_ROWS};
use crate::tree::{Is, Value};
use curriculum::Goal;
use ids::LineId;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static DEAD_END: Check = Check {
    code: "P038",
    severity: Severity::Error,
    title: "a dialogue that cannot end well",
    manual: "From every line that can be reached some replies must lead to one that ends the dialogue with `right = true`; otherwise a \
             trainee is stuck in it. A line has at least one reply and at most twelve, a dialogue at most sixty lines.",
};
pub(crate) static UNSAID: Check = Check {
    code: "P039",
    severity: Severity::Warning,
    title: "a line that is never said",
    manual: "No dialogue begins with this line and no reply leads to it. Let a reply lead to it, or take it away.",
};
pub(crate) static PAGE: Check = Check {
    code: "P049",
    severity: Severity::Error,
    title: "a page that says nothing, or too much",
    manual: "A page has a `text`, `rows`, a `picture`, or several of them: at most twenty rows of at most six columns, each row as long as the first.",
};

pub(super) fn check(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    let mut said: BTreeSet<&LineId> = BTreeSet::new();
    for (_, goal, table) in draft.goals() {
        let Goal::Talk { dialogue, .. } = goal else { continue };
        if dialogue.lines.len() > MOST_LINES {
            let message = format!("this dialogue has more than {MOST_LINES} lines");
            sink.report(&DEAD_END, &table.span_of("line"), message, "Make two dialogues of it, in two steps.");
        }
        said.extend(dialogue.lines.iter().map(|line| &line.id));
    }
    let ends_well = lines_that_end_well(draft);
    let mut n_replies: BTreeMap<&str, usize> = BTreeMap::new();
    draft.declared.replies.iter().for_each(|(line, _)| *n_replies.entry(line).or_default() += 1);
    for (id, line) in &draft.declared.lines {
        let span = &line.from.span;
        let n = n_replies.get(id).copied().unwrap_or(0);
        if !said.contains(&line.value.id) {
            sink.report(&UNSAID, span, format!("the line `{id}` is never said"), "Let a reply lead to it, or take it away.");
        } else if n == 0 {
            let advice = format!("Add `[[reply]]` with `line = \"{id}\"`.");
            sink.report(&DEAD_END, span, format!("nothing can be said to the line `{id}`"), advice);
        } else if n > MOST_ANSWERS {
            sink.report(&DEAD_END, span, format!("the line `{id}` has {n} replies"), format!("Keep at most {MOST_ANSWERS}."));
        } else if !ends_well.contains(&line.value.id) {
            let message = format!("from the line `{id}` no way leads to a good end");
            sink.report(&DEAD_END, span, message, "Mark a reply that ends it with `right = true`, or lead back to another line.");
        }
    }
    pages(draft, sink);
}

/// Lines from which some replies lead to a right end, found backwards.
fn lines_that_end_well<'d>(draft: &'d Draft<'_>) -> BTreeSet<&'d LineId> {
    let lines = || draft.declared.lines.values().map(|line| &line.value);
    let mut good: BTreeSet<&LineId> = BTreeSet::new();
    let mut leads_from: BTreeMap<&LineId, Vec<&LineId>> = BTreeMap::new();
    for line in lines() {
        for reply in &line.replies {
            match &reply.leads_to {
                Some(next) => leads_from.entry(next).or_default().push(&line.id),
                None if reply.right => drop(good.insert(&line.id)),
                None => {}
            }
        }
    }
    let mut open: Vec<&LineId> = good.iter().copied().collect();
    while let Some(line) = open.pop() {
        for before in leads_from.get(line).into_iter().flatten().copied() {
            if good.insert(before) {
                open.push(before);
            }
        }
    }
    good
}

fn pages(draft: &Draft<'_>, sink: &mut Sink<'_>) {
    for (id, page) in &draft.declared.pages {
        let rows = page.from.list("rows");
        let columns = |row: &Value| match &row.is {
            Is::List(cells) => cells.len(),
            _ => 0,
        };
        let n_columns = rows.first().map_or(0, columns);
        let (message, advice) = if page.value.text.is_empty() && rows.is_empty() && page.value.picture.is_none() {
            (format!("the page `{id}` says nothing"), "Give it a `text`, `rows` or a `picture`.".to_owned())
        } else if rows.len() > MOST_ROWS || n_columns > MOST_COLUMNS {
            let message = format!("the table of the page `{id}` has {} rows of {n_columns}", rows.len());
            (message, format!("Keep it to {MOST_ROWS} rows of {MOST_COLUMNS}."))
        } else if let Some(odd) = rows.iter().position(|row| columns(row) != n_columns) {
            (format!("row {} of the page `{id}` has another length than the first", odd + 1), "Fill it up.".to_owned())
        } else {
            continue;
        };
        sink.report(&PAGE, &page.from.span, message, advice);
    }
}
