//! "Did you mean": the known name that is nearest to a mistyped one. Does not know what is named.

/// The known name nearest to `word`, if any is near enough to be meant.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word: Vec<char> = simplify(word);
    let allowed = (word.len() / 3).max(1);
    let scored = known.into_iter().take(4_000).map(|name| (distance(&word, &simplify(name)), name));
    scored.filter(|(steps, _)| *steps <= allowed).min_by_key(|(steps, _)| *steps).map(|(_, name)| name)
}

/// Advice in words: the nearest name, else the first of what there is.
pub(crate) fn advise<'k>(word: &str, known: impl IntoIterator<Item = &'k str> + Clone, what: &str) -> String {
    if let Some(name) = nearest(word, known.clone()) {
        return format!("Did you mean `{name}`?");
    }
    let all: Vec<&str> = known.into_iter().take(9).collect();
    match all.len() {
        0 => format!("There is no {what} yet."),
        9 => format!("Known: {}, and more.", all[..8].iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
        _ => format!("Known: {}.", all.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    }
}

/// Case and the separators `-`, `_` and space do not count.
fn simplify(word: &str) -> Vec<char> {
    word.chars().take(64).map(|c| if matches!(c, '-' | ' ') { '_' } else { c.to_ascii_lowercase() }).collect()
}

/// Edits (insert, remove, replace, swap neighbours) from one word to the other: optimal string alignment.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replace = previous[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replace.min(previous[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut previous, row);
    }
    previous[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_slips_find_the_meant_name_and_strangers_find_none() {
        let known = ["badge_reader", "staff_door", "say", "after"];
        assert_eq!(nearest("bagde-reader", known), Some("badge_reader"));
        assert_eq!(nearest("StaffDoor", known), Some("staff_door"));
        assert_eq!(nearest("sya", known), Some("say"));
        assert_eq!(nearest("telescope", known), None);
    }
}
