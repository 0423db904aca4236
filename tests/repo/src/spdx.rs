//! Licence expressions as crates write them: `MIT OR (Apache-2.0 AND Unicode-3.0)`, and the older `MIT/Apache-2.0`.
//!
//! Knows the grammar, not which licences are welcome. Start at [`Expression`].

use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// A licence, with its exception if there is one: `Apache-2.0 WITH LLVM-exception`.
    Licence(String),
    Either(Vec<Expression>),
    Both(Vec<Expression>),
}

/// Why a text is no licence expression.
#[derive(Debug, PartialEq, Eq)]
pub struct SpdxError {
    expression: String,
}

impl fmt::Display for SpdxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no licence expression", self.expression)
    }
}

impl Expression {
    pub fn parse(text: &str) -> Result<Self, SpdxError> {
        let spaced = text.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut reader = Reader { words: &words };
        match reader.either() {
            Some(expression) if reader.words.is_empty() => Ok(expression),
            _ => Err(SpdxError { expression: text.to_owned() }),
        }
    }

    /// Whether it can be met with licences that `is_welcome` accepts.
    pub fn is_met(&self, is_welcome: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Licence(licence) => is_welcome(licence),
            Self::Either(choices) => choices.iter().any(|choice| choice.is_met(is_welcome)),
            Self::Both(parts) => parts.iter().all(|part| part.is_met(is_welcome)),
        }
    }
}

struct Reader<'a> {
    words: &'a [&'a str],
}

impl Reader<'_> {
    fn either(&mut self) -> Option<Expression> {
        let mut choices = vec![self.both()?];
        while self.take("OR") {
            choices.push(self.both()?);
        }
        Some(if choices.len() == 1 { choices.remove(0) } else { Expression::Either(choices) })
    }

    fn both(&mut self) -> Option<Expression> {
        let mut parts = vec![self.one()?];
        while self.take("AND") {
            parts.push(self.one()?);
        }
        Some(if parts.len() == 1 { parts.remove(0) } else { Expression::Both(parts) })
    }

    fn one(&mut self) -> Option<Expression> {
        if self.take("(") {
            let inside = self.either()?;
            return self.take(")").then_some(inside);
        }
        let licence = self.name()?;
        if !self.take("WITH") {
            return Some(Expression::Licence(licence));
        }
        Some(Expression::Licence(format!("{licence} WITH {}", self.name()?)))
    }

    fn name(&mut self) -> Option<String> {
        let (first, rest) = self.words.split_first()?;
        if matches!(*first, "OR" | "AND" | "WITH" | "(" | ")") {
            return None;
        }
        self.words = rest;
        Some((*first).to_owned())
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.words.first() == Some(&word);
        if is_next {
            self.words = &self.words[1..];
        }
        is_next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, welcome: &[&str], expected: bool) {
        let expression = Expression::parse(text).unwrap();
        assert_eq!(expression.is_met(&|licence| welcome.contains(&licence)), expected, "{text} with {welcome:?}");
    }

    #[test]
    fn one_choice_is_enough_and_every_part_is_needed() {
        check("MIT OR Apache-2.0", &["MIT"], true);
        check("MIT/Apache-2.0", &["Apache-2.0"], true);
        check("MIT AND GPL-3.0-only", &["MIT"], false);
        check("(MIT OR Apache-2.0) AND Unicode-3.0", &["MIT"], false);
        check("(MIT OR Apache-2.0) AND Unicode-3.0", &["MIT", "Unicode-3.0"], true);
        check("MIT OR Apache-2.0 AND Zlib", &["Apache-2.0"], false);
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        check("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only", &["Apache-2.0"], false);
        check("Apache-2.0 WITH LLVM-exception", &["Apache-2.0 WITH LLVM-exception"], true);
    }

    #[test]
    fn half_an_expression_is_an_error() {
        for text in ["", "MIT OR", "(MIT", "MIT Apache-2.0", "AND MIT", "MIT WITH"] {
            assert!(Expression::parse(text).is_err(), "{text:?} passed");
        }
    }
}
