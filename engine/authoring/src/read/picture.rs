//! Reads pictures and the places marked in them.

use super::{Placed, id, owned, word};
use crate::amounts::parse_spot;
use crate::tree::{Table, Value};
use crate::walk::MOST_ENTRIES;
use curriculum::{Mark, Picture, PictureKind};
use ids::{MarkId, PictureId, StateId};

/// Of a mark whose size is not given, thousandths of a per cent.
const USUAL_SIZE: [i64; 2] = [6_000, 6_000];

pub(super) fn pictures(top: &Table) -> Vec<Placed<'_, Picture>> {
    let named = top.named("pictures").take(MOST_ENTRIES);
    named
        .filter_map(|(entry, from)| {
            let shows = owned(from, "shows");
            let picture = Picture {
                id: PictureId::new(&entry.key).ok()?,
                file: owned(from, "file"),
                kind: word(from, "kind").unwrap_or(PictureKind::Photo),
                name: from.text("name").map_or_else(|| shows.clone(), str::to_owned),
                shows,
            };
            Some(Placed { value: picture, from })
        })
        .collect()
}

/// Marks as far as they say which picture they are in; without a place they have no corners.
pub(super) fn marks(top: &Table) -> Vec<Placed<'_, Mark>> {
    let named = top.named("marks").take(MOST_ENTRIES);
    named
        .filter_map(|(entry, from)| {
            let mark = Mark {
                id: MarkId::new(&entry.key).ok()?,
                picture: id(from, "in", PictureId::new)?,
                corners: corners(from),
                leads_to: id(from, "leads_to", PictureId::new),
                wears: id(from, "picture", PictureId::new),
                looks: looks(from),
                empty: id(from, "empty", PictureId::new),
            };
            Some(Placed { value: mark, from })
        })
        .collect()
}

fn corners(from: &Table) -> Vec<[i64; 2]> {
    if from.get("corners").is_some() {
        return from.list("corners").iter().filter_map(Value::text).filter_map(parse_spot).collect();
    }
    let Some([x, y]) = from.text("at").and_then(parse_spot) else { return Vec::new() };
    let [width, height] = from.text("size").and_then(parse_spot).unwrap_or(USUAL_SIZE);
    let half = |whole: i64| whole / 2;
    let ([left, right], [top, bottom]) = (
        [x.saturating_sub(half(width)), x.saturating_add(half(width))],
        [y.saturating_sub(half(height)), y.saturating_add(half(height))],
    );
    vec![[left, top], [right, top], [right, bottom], [left, bottom]]
}

fn looks(from: &Table) -> Vec<(StateId, PictureId)> {
    let entries = from.table("looks").into_iter().flat_map(|table| &table.entries);
    entries.filter_map(|entry| Some((StateId::new(&entry.key).ok()?, PictureId::new(entry.value.text()?).ok()?))).collect()
}
