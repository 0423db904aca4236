//! Rust source as the invariants look at it: without comments, texts and tests, but with every line in its place.
//!
//! Not a parser: it knows what a comment, a text and a brace are, which is enough to find names. Start at [`Source`].

/// One source file in two views of the same length: as written, and with comments and texts blanked.
#[derive(Debug)]
pub struct Source {
    pub written: String,
    /// Comments, texts and characters replaced by spaces, byte by byte.
    pub code: String,
}

/// A name, keyword or number in the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ident<'a> {
    pub text: &'a str,
    pub line: usize,
    /// Byte offset in the code.
    pub start: usize,
}

impl Source {
    pub fn new(written: String) -> Self {
        let code = blank_comments_and_texts(&written);
        Self { written, code }
    }

    /// The same file with everything under `#[cfg(test)]` blanked, in both views.
    pub fn without_tests(&self) -> Self {
        let mut code = self.code.clone().into_bytes();
        let mut written = self.written.clone().into_bytes();
        let mut from = 0;
        while let Some(found) = self.code[from..].find("#[cfg(test)]") {
            let start = from + found;
            let end = end_of_item(self.code.as_bytes(), start + "#[cfg(test)]".len());
            blank(&mut code[start..end]);
            blank(&mut written[start..end]);
            from = end;
        }
        let text =
            |bytes| String::from_utf8(bytes).expect("an item starts and ends with an ASCII character, so whole characters go");
        Self { written: text(written), code: text(code) }
    }

    /// Every name, keyword and number, in order.
    pub fn idents(&self) -> impl Iterator<Item = Ident<'_>> {
        let bytes = self.code.as_bytes();
        let (mut at, mut line) = (0, 1);
        std::iter::from_fn(move || {
            while at < bytes.len() && !is_ident_byte(bytes[at]) {
                line += usize::from(bytes[at] == b'\n');
                at += 1;
            }
            let start = at;
            while at < bytes.len() && is_ident_byte(bytes[at]) {
                at += 1;
            }
            (at > start).then(|| Ident { text: &self.code[start..at], line, start })
        })
    }

    /// The modules of the standard library that are named, as `std::fs` or inside `use std::{fs, ..}`.
    pub fn std_modules(&self) -> Vec<Ident<'_>> {
        let idents: Vec<_> = self.idents().collect();
        let mut found = Vec::new();
        for (idx, ident) in idents.iter().enumerate() {
            let after = &self.code[ident.start + ident.text.len()..];
            if !matches!(ident.text, "std" | "core" | "alloc") || !after.trim_start().starts_with("::") {
                continue;
            }
            let rest = after.trim_start()[2..].trim_start();
            if !rest.starts_with('{') {
                found.extend(idents.get(idx + 1));
                continue;
            }
            let group_start = self.code.len() - rest.len();
            let group_end = end_of_braces(self.code.as_bytes(), group_start);
            for inner in idents[idx + 1..].iter().take_while(|inner| inner.start < group_end) {
                let before = &self.code[group_start..inner.start];
                let is_top = before.matches('{').count() == before.matches('}').count() + 1;
                if is_top && before.trim_end().ends_with(['{', ',']) {
                    found.push(*inner);
                }
            }
        }
        found
    }

    /// Numbers written with a decimal point or an exponent, by line.
    pub fn float_literals(&self) -> Vec<Ident<'_>> {
        let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let mut found = Vec::new();
        for ident in self.idents().filter(|ident| is_number(ident.text)) {
            let before = self.code[..ident.start].chars().next_back();
            let mut after = self.code[ident.start + ident.text.len()..].chars();
            let is_followed_by_point =
                after.next() == Some('.') && after.next() != Some('.') && !after_is_method(&self.code, &ident);
            let is_exponent = !ident.text.starts_with("0x") && !ident.text.starts_with("0b") && has_exponent(ident.text);
            // `pair.0.1` is no number with a point.
            if before != Some('.') && (is_followed_by_point || is_exponent) {
                found.push(ident);
            }
        }
        found
    }

    /// The line of a byte offset, counted from 1.
    pub fn line_of(&self, offset: usize) -> usize {
        1 + self.written[..offset].matches('\n').count()
    }
}

/// `1.max(2)` calls a method, `1.5` does not.
fn after_is_method(code: &str, ident: &Ident<'_>) -> bool {
    let after_point = &code[ident.start + ident.text.len() + 1..];
    after_point.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

fn has_exponent(number: &str) -> bool {
    let digits = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    digits.strip_prefix(['e', 'E']).is_some_and(|exponent| exponent.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_ident_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn blank(bytes: &mut [u8]) {
    bytes.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}

/// Where the item ends that starts at `from`: after its `;` or its closing brace.
fn end_of_item(code: &[u8], from: usize) -> usize {
    match code[from..].iter().position(|byte| matches!(byte, b';' | b'{')) {
        None => code.len(),
        Some(found) if code[from + found] == b';' => from + found + 1,
        Some(found) => end_of_braces(code, from + found),
    }
}

/// Where the brace at `open` is closed again.
fn end_of_braces(code: &[u8], open: usize) -> usize {
    let mut depth = 0usize;
    for (idx, byte) in code.iter().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return idx + 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    code.len()
}

fn blank_comments_and_texts(written: &str) -> String {
    let bytes = written.as_bytes();
    let mut code = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = end_of_comment_or_text(bytes, at);
        match end {
            Some(end) => {
                blank(&mut code[at..end]);
                at = end;
            }
            None => at += 1,
        }
    }
    String::from_utf8(code).expect("whole comments and texts are blanked, so every character stays whole or goes")
}

/// Where the comment, text or character that starts at `at` ends, or none when none starts there.
fn end_of_comment_or_text(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let is_inside_ident = at > 0 && is_ident_byte(bytes[at - 1]);
    match rest {
        [b'/', b'/', ..] => Some(rest.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| at + length)),
        [b'/', b'*', ..] => Some(at + length_of_block_comment(rest)),
        [b'"', ..] => Some(at + length_of_text(rest)),
        [b'b' | b'c', b'"', ..] if !is_inside_ident => Some(at + 1 + length_of_text(&rest[1..])),
        [b'r', b'"' | b'#', ..] if !is_inside_ident => length_of_raw_text(&rest[1..]).map(|length| at + 1 + length),
        [b'b' | b'c', b'r', b'"' | b'#', ..] if !is_inside_ident => length_of_raw_text(&rest[2..]).map(|length| at + 2 + length),
        [b'\'', ..] => length_of_character(rest).map(|length| at + length),
        _ => None,
    }
}

fn length_of_block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut idx) = (0usize, 0);
    while idx < rest.len() {
        match &rest[idx..] {
            [b'/', b'*', ..] => {
                depth += 1;
                idx += 2;
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                idx += 2;
                if depth == 0 {
                    return idx;
                }
            }
            _ => idx += 1,
        }
    }
    rest.len()
}

fn length_of_text(rest: &[u8]) -> usize {
    let mut idx = 1;
    while idx < rest.len() {
        match rest[idx] {
            b'\\' => idx += 2,
            b'"' => return idx + 1,
            _ => idx += 1,
        }
    }
    rest.len()
}

/// After the `r`: `#"..."#`. None for a raw name such as `r#type`.
fn length_of_raw_text(rest: &[u8]) -> Option<usize> {
    let n_hashes = rest.iter().take_while(|byte| **byte == b'#').count();
    if rest.get(n_hashes) != Some(&b'"') {
        return None;
    }
    let mut end = vec![b'"'];
    end.resize(n_hashes + 1, b'#');
    let inside = &rest[n_hashes + 1..];
    let length = inside.windows(end.len()).position(|window| window == end).map_or(inside.len(), |found| found + end.len());
    Some(n_hashes + 1 + length)
}

/// A character such as `'x'` or `'\n'`. None for a lifetime.
fn length_of_character(rest: &[u8]) -> Option<usize> {
    if rest.get(1) == Some(&b'\\') {
        return rest.iter().skip(3).position(|byte| *byte == b'\'').map(|found| found + 4);
    }
    let text = std::str::from_utf8(&rest[1..rest.len().min(6)])
        .or_else(|error| std::str::from_utf8(&rest[1..=error.valid_up_to()]))
        .ok()?;
    let character = text.chars().next()?;
    let end = 1 + character.len_utf8();
    (rest.get(end) == Some(&b'\'')).then_some(end + 1)
}

#[cfg(test)]
mod tests;
