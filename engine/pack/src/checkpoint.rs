//! A checkpoint: how many lines a server's register had at a moment, and one hash over all of them, signed.
//!
//! As the checkpoints of transparency logs (C2SP "tlog-checkpoint"): the key's name, the number of lines, the hash in base64, and
//! the time as an extension line. Start at [`Checkpoint`].

use crate::note::{NoteFault, SecretKey, VerifyingKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use record::{Hash256, Tree, Utc};

/// What a server vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    pub n_lines: u64,
    pub root: Hash256,
    pub at: Utc,
}

/// Why a text is no checkpoint of this key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointFault {
    #[error(transparent)]
    Note(#[from] NoteFault),
    #[error("it is no checkpoint: name, number of lines, hash and time are expected, a line each")]
    Malformed,
    #[error("it is a checkpoint of `{0}`")]
    OtherLog(String),
}

impl Checkpoint {
    pub fn of(tree: &Tree, at: Utc) -> Self {
        Self { n_lines: tree.n_leaves(), root: tree.root(), at }
    }

    /// As it leaves the house.
    pub fn sign(&self, key: &SecretKey) -> String {
        key.sign(&format!("{}\n{}\n{}\n{}\n", key.public().name(), self.n_lines, STANDARD.encode(self.root.0), self.at))
    }

    /// Reads one that `key` signed.
    pub fn open(note: &str, key: &VerifyingKey) -> Result<Self, CheckpointFault> {
        let text = key.open(note)?;
        let lines: Vec<&str> = text.lines().collect();
        let [origin, n_lines, root, at, ..] = lines.as_slice() else { return Err(CheckpointFault::Malformed) };
        if *origin != key.name() {
            return Err(CheckpointFault::OtherLog((*origin).to_owned()));
        }
        let root = STANDARD.decode(root).map_err(|_| CheckpointFault::Malformed)?;
        Ok(Self {
            n_lines: n_lines.parse().map_err(|_| CheckpointFault::Malformed)?,
            root: Hash256::try_from(root.as_slice()).map_err(|_| CheckpointFault::Malformed)?,
            at: Utc::new(at).map_err(|_| CheckpointFault::Malformed)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_survives_its_text_and_another_text_is_none() {
        let key = SecretKey::new("practicum/clinic", [7; 32]).unwrap();
        let mut tree = Tree::default();
        tree.push(Hash256::of(b"one"));
        let checkpoint = Checkpoint::of(&tree, Utc::new("2026-11-23T23:00:00Z").unwrap());
        assert_eq!(Checkpoint::open(&checkpoint.sign(&key), key.public()), Ok(checkpoint));
        assert_eq!(Checkpoint::open(&key.sign("one\ntwo\n"), key.public()), Err(CheckpointFault::Malformed));
        let other = key.sign("somebody/else\n1\nAAAA\n2026-11-23T23:00:00Z\n");
        assert_eq!(Checkpoint::open(&other, key.public()), Err(CheckpointFault::OtherLog("somebody/else".to_owned())));
    }
}
