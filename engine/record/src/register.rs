//! The register: everything a server took in, as numbered lines that only grow, and one hash over all of them.
//!
//! A line says how far a chain had come, so that it vouches for all before it in that chain. The hash is the Merkle tree hash of
//! RFC 6962 (SHA-256, `0x00` before a line, `0x01` before two nodes). Knows no signature, file or database. Start at
//! [`RegisterLine`], then [`Tree`].

use crate::{Hash256, ParseError};
use ids::{AttemptId, DeviceId, Id128};
use sha2::{Digest, Sha256};
use std::fmt;

/// One line of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterLine {
    pub what: Registered,
    /// When it came, by the server's clock, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// What a line vouches for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Registered {
    /// The log of a PC had so many records; the hash of the last.
    Log { device: DeviceId, n_lines: u64, head: Hash256 },
    /// An attempt had so many entries; the hash of the last.
    Attempt { device: DeviceId, attempt: AttemptId, n_lines: u64, head: Hash256 },
    /// A line that is kept beside another one; without an attempt, of the PC's log.
    Beside { device: DeviceId, attempt: Option<AttemptId>, seq: u64, hash: Hash256 },
    /// What somebody of the organisation said about a record or a person.
    Statement { id: Id128, hash: Hash256 },
    /// The audit log had so many lines; the hash of the last.
    Audit { n_lines: u64, head: Hash256 },
}

impl RegisterLine {
    /// Reads what `Display` writes, and nothing else: each line has one spelling.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let malformed =
            || ParseError::Malformed(format!("`{}` is no line of the register", text.chars().take(160).collect::<String>()));
        let words: Vec<&str> = text.split(' ').collect();
        let id = |text: &str| Id128::parse(text).map_err(|_| malformed());
        let device = |text: &str| id(text).map(DeviceId);
        let count = |text: &str| text.parse::<u64>().map_err(|_| malformed());
        let hash = |text: &str| Hash256::parse(text).map_err(|_| malformed());
        let (at_ms, what) = match words.as_slice() {
            ["log", pc, n_lines, head, at] => {
                (at, Registered::Log { device: device(pc)?, n_lines: count(n_lines)?, head: hash(head)? })
            }
            ["attempt", pc, attempt, n_lines, head, at] => {
                let attempt = AttemptId(id(attempt)?);
                (at, Registered::Attempt { device: device(pc)?, attempt, n_lines: count(n_lines)?, head: hash(head)? })
            }
            ["beside", pc, attempt, seq, line, at] => {
                let attempt = if *attempt == "log" { None } else { Some(AttemptId(id(attempt)?)) };
                (at, Registered::Beside { device: device(pc)?, attempt, seq: count(seq)?, hash: hash(line)? })
            }
            ["statement", one, line, at] => (at, Registered::Statement { id: id(one)?, hash: hash(line)? }),
            ["audit", n_lines, head, at] => (at, Registered::Audit { n_lines: count(n_lines)?, head: hash(head)? }),
            _ => return Err(malformed()),
        };
        let line = Self { what, at_ms: at_ms.parse().map_err(|_| malformed())? };
        if line.to_string() == text { Ok(line) } else { Err(malformed()) }
    }

    /// The hash of this line as a leaf of the tree.
    pub fn leaf(&self) -> Hash256 {
        leaf(self.to_string().as_bytes())
    }
}

impl fmt::Display for RegisterLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            Registered::Log { device, n_lines, head } => write!(f, "log {device} {n_lines} {head}")?,
            Registered::Attempt { device, attempt, n_lines, head } => {
                write!(f, "attempt {device} {attempt} {n_lines} {head}")?;
            }
            Registered::Beside { device, attempt: Some(attempt), seq, hash } => {
                write!(f, "beside {device} {attempt} {seq} {hash}")?;
            }
            Registered::Beside { device, attempt: None, seq, hash } => write!(f, "beside {device} log {seq} {hash}")?,
            Registered::Statement { id, hash } => write!(f, "statement {id} {hash}")?,
            Registered::Audit { n_lines, head } => write!(f, "audit {n_lines} {head}")?,
        }
        write!(f, " {}", self.at_ms)
    }
}

/// A Merkle tree that only grows: the roots of its full subtrees, largest first, from which its root follows and to which
/// leaves can be added. At most 64 hashes for any number of lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    n_leaves: u64,
    peaks: Vec<Hash256>,
}

impl Tree {
    /// The tree of so many leaves with these peaks; none where their number does not fit.
    pub fn of_peaks(n_leaves: u64, peaks: Vec<Hash256>) -> Option<Self> {
        (u64::from(n_leaves.count_ones()) == peaks.len() as u64).then_some(Self { n_leaves, peaks })
    }

    pub fn n_leaves(&self) -> u64 {
        self.n_leaves
    }

    pub fn peaks(&self) -> &[Hash256] {
        &self.peaks
    }

    pub fn push(&mut self, leaf: Hash256) {
        let mut node = leaf;
        // Each trailing one of the count is a full subtree as large as the one that is being made.
        for _ in 0..self.n_leaves.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = join(&left, &node);
            }
        }
        self.peaks.push(node);
        self.n_leaves += 1;
    }

    /// The hash over all leaves; of none, the hash of nothing.
    pub fn root(&self) -> Hash256 {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return Hash256::of(b"") };
        peaks.fold(*last, |right, left| join(left, &right))
    }
}

fn leaf(bytes: &[u8]) -> Hash256 {
    let mut hasher = Sha256::new();
    hasher.update([0]);
    hasher.update(bytes);
    Hash256(hasher.finalize().into())
}

fn join(left: &Hash256, right: &Hash256) -> Hash256 {
    let mut hasher = Sha256::new();
    hasher.update([1]);
    hasher.update(left.0);
    hasher.update(right.0);
    Hash256(hasher.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition of RFC 6962, section 2.1, as it stands there.
    fn root_by_definition(leaves: &[Hash256]) -> Hash256 {
        match leaves {
            [] => Hash256::of(b""),
            [only] => *only,
            _ => {
                let half = leaves.len().next_power_of_two() / 2;
                join(&root_by_definition(&leaves[..half]), &root_by_definition(&leaves[half..]))
            }
        }
    }

    #[test]
    fn the_tree_gives_the_published_hashes() {
        // The test vectors of RFC 6962's reference implementation: the roots of the first 1, 2, 3 and 8 of these leaves.
        let data: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let mut tree = Tree::default();
        assert_eq!(tree.root().to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        let roots = data.map(|bytes| {
            tree.push(leaf(bytes));
            tree.root().to_string()
        });
        assert_eq!(roots[0], "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assert_eq!(roots[1], "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assert_eq!(roots[2], "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
        assert_eq!(roots[7], "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    fn any_line() -> impl Strategy<Value = RegisterLine> {
        let id = any::<[u8; 16]>().prop_map(Id128);
        let hash = any::<[u8; 32]>().prop_map(Hash256);
        (0..6_u8, id.clone(), id, any::<u64>(), hash, any::<i64>()).prop_map(|(kind, one, other, n, hash, at_ms)| {
            let (device, attempt) = (DeviceId(one), AttemptId(other));
            let what = match kind {
                0 => Registered::Log { device, n_lines: n, head: hash },
                1 => Registered::Attempt { device, attempt, n_lines: n, head: hash },
                2 => Registered::Beside { device, attempt: Some(attempt), seq: n, hash },
                3 => Registered::Beside { device, attempt: None, seq: n, hash },
                4 => Registered::Statement { id: one, hash },
                _ => Registered::Audit { n_lines: n, head: hash },
            };
            RegisterLine { what, at_ms }
        })
    }

    proptest! {
        #[test]
        fn a_tree_that_grows_has_the_root_of_the_definition(leaves in proptest::collection::vec(any::<[u8; 32]>().prop_map(Hash256), 0..70), cut in 0..70_usize) {
            let mut tree = Tree::default();
            for (idx, leaf) in leaves.iter().enumerate() {
                if idx == cut {
                    tree = Tree::of_peaks(tree.n_leaves(), tree.peaks().to_vec()).unwrap();
                }
                tree.push(*leaf);
            }
            prop_assert_eq!(tree.root(), root_by_definition(&leaves));
            prop_assert_eq!(tree.n_leaves(), leaves.len() as u64);
        }

        #[test]
        fn a_line_survives_text(line in any_line()) {
            prop_assert_eq!(RegisterLine::parse(&line.to_string()), Ok(line));
        }

        #[test]
        fn no_text_makes_the_parser_panic_or_has_two_spellings(text in "(log|attempt|audit|statement|beside)?( ?[0-9a-f+-]{0,64}){0,6}") {
            if let Ok(line) = RegisterLine::parse(&text) {
                prop_assert_eq!(line.to_string(), text);
            }
        }
    }
}
