//! Where things lie in an evidence pack. Every name is made from ids, so none can lead anywhere else.

use ids::{AttemptId, DeviceId};

pub(crate) const READ_ME: &str = "READ-ME.txt";
pub(crate) const MANIFEST: &str = "manifest.txt";
/// The signed checkpoint at the end.
pub(crate) const CHECKPOINT: &str = "checkpoint.txt";
/// The signed checkpoint at the beginning; none where the pack begins with the first line.
pub(crate) const CHECKPOINT_BEFORE: &str = "checkpoint-before.txt";
/// What the tree was before the first line of this pack: a hash a line.
pub(crate) const TREE_BEFORE: &str = "tree-before.txt";
/// The register's lines from one checkpoint to the other.
pub(crate) const REGISTER: &str = "register.txt";
/// From the checkpoint that somebody holds to the beginning: its tree, and the hash of each line since.
pub(crate) const TREE_HELD: &str = "tree-held.txt";
pub(crate) const LEAVES_SINCE_HELD: &str = "leaves-since-held.txt";
pub(crate) const STATEMENTS: &str = "statements.jsonl";

/// The log of a PC, a record a line.
pub fn log_file(device: DeviceId) -> String {
    format!("pcs/{device}/log.jsonl")
}

/// An attempt, an entry a line.
pub fn attempt_file(device: DeviceId, attempt: AttemptId) -> String {
    format!("pcs/{device}/attempts/{attempt}.jsonl")
}

/// What was kept beside other lines.
pub fn beside_file(device: DeviceId) -> String {
    format!("pcs/{device}/beside.jsonl")
}
