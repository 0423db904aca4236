//! What an artist wrote beside a node: plain values by name.

use std::collections::BTreeMap;

/// Plain values by name.
pub type Extras = BTreeMap<String, Extra>;

/// One plain value.
#[derive(Debug, Clone, PartialEq)]
pub enum Extra {
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<f64>),
}

impl Extra {
    pub fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Number(number) => Some(*number != 0.0),
            _ => None,
        }
    }

    pub fn as_number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub fn as_list(&self) -> Option<&[f64]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }
}
