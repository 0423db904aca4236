//! The manual: every check with its code and what it is about. The checks stand where they are made; this is their list.

use crate::diagnostic::Severity;
use crate::{check, compile, courses, facts, letters, names, snippets, strings, texts, tree, voices, walk};

/// One kind of problem, with its manual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Stable; never used again for something else.
    pub code: &'static str,
    pub severity: Severity,
    pub title: &'static str,
    pub manual: &'static str,
}

/// Every check, by code.
pub fn checks() -> Vec<&'static Check> {
    let mut all: Vec<&'static Check> = vec![
        &compile::NOT_TEXT,
        &compile::TOO_LARGE,
        &compile::NO_MODULE,
        &tree::SYNTAX,
        &tree::NEWER_TOML,
        &walk::UNKNOWN_KEY,
        &walk::WRONG_TYPE,
        &walk::MISSING_KEY,
        &walk::UNKNOWN_WORD,
        &walk::BAD_AMOUNT,
        &walk::BAD_ID,
        &walk::VERB,
        &walk::DANGLING,
        &walk::HIDDEN_CHARACTER,
        &walk::TOO_MANY,
        &names::DUPLICATE_ID,
        &names::RESERVED_ID,
        &facts::BAD_FACT,
        &facts::UNKNOWN_FACT,
        &snippets::INCLUDE,
        &strings::TRANSLATION,
        &texts::STALE,
        &texts::LONG,
        &letters::NO_LETTER,
        &voices::STALE_VOICE,
        &voices::NO_VOICE,
        &voices::UNKNOWN_VOICE,
        &courses::EMPTY_COURSE,
    ];
    all.extend(check::ALL);
    all.sort_by_key(|check| check.code);
    all
}

/// The manual of one code, as plain text; none for an unknown code. Case does not matter.
pub fn explain(code: &str) -> Option<String> {
    let check = checks().into_iter().find(|check| check.code.eq_ignore_ascii_case(code))?;
    Some(format!("{} ({}): {}\n\n{}\n", check.code, check.severity.word(), check.title, check.manual))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_every_manual_says_something() {
        let all = checks();
        for pair in all.windows(2) {
            assert!(pair[0].code < pair[1].code, "{} stands for two checks", pair[1].code);
        }
        for check in all {
            assert!(check.manual.len() > 60 && check.manual.ends_with('.'), "{}", check.code);
            assert!(explain(&check.code.to_lowercase()).is_some_and(|text| text.contains(check.title)));
        }
        assert_eq!(explain("P999"), None);
    }
}
