//! What people are called, checked before it is kept: no text may break a page, a list or a mail.
//!
//! Pure. Start at [`one_line`].

use super::CentralError;

const MOST_CHARACTERS: usize = 120;
/// RFC 5321, 4.5.3.1.3, without the brackets.
const MOST_EMAIL_BYTES: usize = 254;

/// The text without space around it, if it is one line of ordinary characters.
pub(crate) fn one_line(field: &'static str, text: &str) -> Result<String, CentralError> {
    let text = text.trim();
    // Beside control characters, those that turn the direction of what follows or break a line.
    let breaks =
        |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.chars().any(|c| breaks(c) || c == char::REPLACEMENT_CHARACTER) {
        return Err(CentralError::BadText { field, why: "holds characters that are none of a name" });
    }
    if text.chars().count() > MOST_CHARACTERS {
        return Err(CentralError::BadText { field, why: "is longer than 120 characters" });
    }
    Ok(text.to_owned())
}

/// As [`one_line`], and not empty.
pub(crate) fn name(field: &'static str, text: &str) -> Result<String, CentralError> {
    match one_line(field, text)? {
        text if text.is_empty() => Err(CentralError::BadText { field, why: "is empty" }),
        text => Ok(text),
    }
}

/// An address as mail can be sent to it; whether somebody reads it is not known. None for an empty text.
pub(crate) fn email(text: &str) -> Result<Option<String>, CentralError> {
    const FIELD: &str = "e-mail";
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = CentralError::BadText { field: FIELD, why: "is no e-mail address, such as anna@clinic.example" };
    let is_plain =
        |c: char| !c.is_control() && !c.is_whitespace() && !"<>()[]\\,;:\"".contains(c) && c != char::REPLACEMENT_CHARACTER;
    let Some((user, host)) = text.split_once('@') else { return Err(wrong) };
    let is_host = host.split('.').all(|part| !part.is_empty()) && !host.contains('@');
    if user.is_empty() || !is_host || text.len() > MOST_EMAIL_BYTES || !text.chars().all(is_plain) {
        return Err(wrong);
    }
    Ok(Some(text.to_owned()))
}

/// How an address is told from another.
pub(crate) fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// A text for `LIKE ... ESCAPE '\'` that finds `part` anywhere.
pub(crate) fn pattern(part: &str) -> String {
    let mut pattern = "%".to_owned();
    for c in part.trim().to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_a_page_or_a_mail_is_no_name() {
        assert_eq!(name("name", "  Ana María Ó Näsi ").unwrap(), "Ana María Ó Näsi");
        for wrong in ["", "   ", "a\nb", "a\0b", "a\u{202e}b", "\u{fffd}"] {
            assert!(name("name", wrong).is_err(), "{wrong:?}");
        }
        assert!(name("name", &"x".repeat(121)).is_err());
    }

    #[test]
    fn addresses_are_told_from_other_texts() {
        for right in ["anna@clinic.example", "o'neil+x@sub.clinic.example", "josé@clínica.example", "root@localhost"] {
            assert_eq!(email(right).unwrap().as_deref(), Some(right));
        }
        assert_eq!(email("  ").unwrap(), None);
        for wrong in ["anna", "@x", "a@", "a@b@c", "a b@c.d", "a@b..c", "a@b\r\nBcc: x@y.z", "<a@b.c>", "a@b.c,d@e.f"] {
            assert!(email(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_search_means_what_was_typed() {
        assert_eq!(pattern(" 100%_Á\\ "), "%100\\%\\_á\\\\%");
    }
}
