//! A file changed in a few places: tokens and lines deleted, doubled, swapped, replaced by words of the language or spliced in
//! from another file, and now and then bytes as they come.
//!
//! Knows no target. Start at [`mutated`].

use properties::random::Random;

/// More changes than these leave nothing of the file.
const CHANGES_MAX: usize = 6;
/// What grows beyond this is cut: nothing new is learned from it, and it takes long.
const BYTES_MAX: usize = 120_000;

/// A file made from one of `seeds`, with pieces of another and of `words`.
pub fn mutated(random: &mut Random, seeds: &[Vec<u8>], words: &[String]) -> Vec<u8> {
    let mut file = seeds[random.below(seeds.len())].clone();
    let other = &seeds[random.below(seeds.len())];
    for _ in 0..=random.below(CHANGES_MAX) {
        file = match random.below(10) {
            0 | 1 => by_line(random, &file, other),
            2 => by_byte(random, file),
            3 => by_depth(random, file),
            _ => by_token(random, &file, words),
        };
        file.truncate(BYTES_MAX);
    }
    file
}

/// Words, texts in quotes on one line, blanks, line ends, and every other byte by itself.
fn tokens(file: &[u8]) -> Vec<&[u8]> {
    let mut tokens = Vec::new();
    let mut rest = file;
    while let Some(first) = rest.first() {
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || !byte.is_ascii();
        let length = match first {
            b'"' => rest[1..].iter().position(|byte| matches!(byte, b'"' | b'\n')).map_or(1, |at| at + 2),
            b' ' => rest.iter().take_while(|byte| **byte == b' ').count(),
            byte if is_word(byte) => rest.iter().take_while(|byte| is_word(byte)).count(),
            _ => 1,
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after;
    }
    tokens
}

fn by_token(random: &mut Random, file: &[u8], words: &[String]) -> Vec<u8> {
    let mut tokens = tokens(file);
    if tokens.is_empty() {
        return words[random.below(words.len())].clone().into_bytes();
    }
    let (at, to) = (random.below(tokens.len()), random.below(tokens.len()));
    let word = words[random.below(words.len())].as_bytes();
    let long;
    match random.below(8) {
        0 => drop(tokens.remove(at)),
        1 => tokens.insert(to, tokens[at]),
        2 => tokens.swap(at, to),
        3 => tokens[at] = tokens[to],
        4 => tokens.insert(at, word),
        5 => {
            // Into the text that stands there.
            let token = tokens[at];
            let middle = token.len() / 2;
            long = [&token[..middle], word, &token[middle..]].concat();
            tokens[at] = &long;
        }
        6 => {
            long = [b"\"", "a long text ".repeat(1 + random.below(300)).as_bytes(), b"\""].concat();
            tokens[at] = &long;
        }
        _ => tokens[at] = word,
    }
    tokens.concat()
}

fn by_line(random: &mut Random, file: &[u8], other: &[u8]) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = file.split_inclusive(|byte| *byte == b'\n').collect();
    let others: Vec<&[u8]> = other.split_inclusive(|byte| *byte == b'\n').collect();
    let (from, to) = (random.below(lines.len() + 1), random.below(lines.len() + 1));
    let n = 1 + random.below(12);
    let end = (from + n).min(lines.len());
    match random.below(5) {
        0 => drop(lines.drain(from..end)),
        1 => {
            let copied: Vec<&[u8]> = lines[from..end].to_vec();
            lines.splice(to..to, copied);
        }
        2 if from < lines.len() && to < lines.len() => lines.swap(from, to),
        3 => {
            let copied: Vec<&[u8]> = lines[from..end].to_vec();
            let many: Vec<&[u8]> = copied.iter().copied().cycle().take(copied.len() * (1 + random.below(40))).collect();
            lines.splice(to..to, many);
        }
        _ => {
            let from = random.below(others.len() + 1);
            let copied = others[from..(from + n).min(others.len())].to_vec();
            lines.splice(to..to, copied);
        }
    }
    lines.concat()
}

fn by_byte(random: &mut Random, mut file: Vec<u8>) -> Vec<u8> {
    let at = random.below(file.len() + 1);
    match random.below(3) {
        0 if at < file.len() => file[at] = random.below(256) as u8,
        1 => file.insert(at, random.below(256) as u8),
        _ => file.truncate(at),
    }
    file
}

/// Brackets in brackets, or a name with many parts.
fn by_depth(random: &mut Random, mut file: Vec<u8>) -> Vec<u8> {
    let opens = ["[", "{ a = ", "[[", "{ all = [", "{ not = ", "a.", "\\"][random.below(7)];
    let many = opens.repeat(1 + random.below(400));
    let at = random.below(file.len() + 1);
    file.splice(at..at, many.into_bytes());
    file
}
