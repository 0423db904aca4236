//! Privacy: nothing in an authored file, comments included, may look like a real patient's number.

use crate::diagnostic::{Severity, Sink};
use crate::explain::Check;

pub(crate) static PERSONAL: Check = Check {
    code: "P055",
    severity: Severity::Error,
    title: "what looks like a real person's number",
    manual: "Training needs invented people. A number shaped like a US social security number must be one that is never issued (the \
             first three digits 000, 666 or 900 to 999), and a medical record number must hold the word TEST, such as \"MRN TEST-10442\". \
             Comments are searched too.",
};

/// Searches the whole text of a file.
pub(crate) fn personal_data(source: &str, sink: &mut Sink<'_>) {
    let bytes = source.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if run == 3 && is_social_security(bytes, at) {
            let message = "this is shaped like a social security number";
            sink.report(&PERSONAL, &(at..at + 11), message, "Use an invented one that starts with 900 to 999.");
        } else if run >= 5 && follows_record_word(source, at) {
            sink.report(
                &PERSONAL,
                &(at..at + run),
                "this is shaped like a medical record number",
                "Write TEST before the digits.",
            );
        }
        at += run;
    }
}

/// Three digits at `at` that begin `ddd-dd-dddd` (or with spaces), of an area that is issued.
fn is_social_security(bytes: &[u8], at: usize) -> bool {
    let Some(shape) = bytes.get(at..at + 11) else { return false };
    let separators = [shape[3], shape[6]];
    let digits = [0, 1, 2, 4, 5, 7, 8, 9, 10].iter().all(|&idx| shape[idx].is_ascii_digit());
    let alone = |byte: Option<&u8>| !byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    let never_issued = &shape[..3] == b"000" || &shape[..3] == b"666" || shape[0] == b'9';
    digits && (separators == *b"--" || separators == *b"  ") && alone(before) && alone(bytes.get(at + 11)) && !never_issued
}

/// Whether the few characters before a number speak of a medical record, and not of a test.
fn follows_record_word(source: &str, at: usize) -> bool {
    let from = at.saturating_sub(28);
    let Some(from) = (from..=at).find(|&from| source.is_char_boundary(from)) else { return false };
    let before = source[from..at].to_lowercase();
    let names_record = before.contains("medical record") || before.contains("record number") || before.contains("record no");
    let says_mrn = before.split(|c: char| !c.is_alphabetic()).any(|word| word == "mrn");
    (names_record || says_mrn) && !before.contains("test")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> usize {
        let mut sink = Sink::new("module.toml", source);
        personal_data(source, &mut sink);
        sink.finish().len()
    }

    #[test]
    fn numbers_of_real_people_are_found_and_invented_ones_are_not() {
        assert_eq!(found("# 219-09-9999"), 1);
        assert_eq!(found("say = \"219 09 9999, MRN: 4471882\""), 2);
        assert_eq!(found("900-12-3456, call 206-555-0100, 29 CFR 1910.147, MRN TEST-44718"), 0);
        assert_eq!(found("1219-09-9999 and x219-09-9999 and 219-09-99999"), 0);
        assert_eq!(found("Medical record number 4471882"), 1);
    }
}
