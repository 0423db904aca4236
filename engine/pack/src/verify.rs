//! Checks an evidence pack with the public key alone, and names everything in it that does not hold, the first of each chain.
//!
//! Knows no server and no database; reads whatever bytes it is given. The order: the signature over the manifest, every file
//! against it, the register against both checkpoints and the one that somebody holds, then each chain against the register.
//! Start at [`verify`].

use crate::archive::Archive;
use crate::chains;
use crate::checkpoint::Checkpoint;
use crate::layout::{CHECKPOINT, CHECKPOINT_BEFORE, LEAVES_SINCE_HELD, MANIFEST, REGISTER, TREE_BEFORE, TREE_HELD};
use crate::manifest::{Manifest, Span};
use crate::note::{NoteFault, VerifyingKey};
use record::{Hash256, RegisterLine, Tree};
use std::collections::BTreeSet;
use std::fmt;
use std::io::{Read, Seek};

/// Why a pack could not be checked at all.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error("this is no evidence pack: {0}")]
    NoPack(String),
    #[error("the manifest of this pack: {0}")]
    Manifest(NoteFault),
    #[error("this pack is of a version that this program does not know: use a newer one")]
    UnknownVersion,
    #[error("the checkpoint that you hold: {0}")]
    Held(crate::CheckpointFault),
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
}

/// Something in a pack that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFault {
    pub place: String,
    pub why: String,
}

/// How a checkpoint that somebody held stands to a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// What it covered is unchanged.
    Fits(Checkpoint),
    /// It is older than the pack, which has no bridge to it.
    TooOld(Checkpoint),
    /// It is newer than the pack.
    TooNew(Checkpoint),
    /// What it covered was changed, or it and the pack come from two histories. Told among the faults.
    DoesNotFit(Checkpoint),
}

/// What checking a pack gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFindings {
    pub span: Span,
    /// The signed checkpoint at its end; none where it does not hold itself.
    pub checkpoint: Option<Checkpoint>,
    pub held: Option<Held>,
    pub counts: Counts,
    /// What the log of a PC names, and the server did not have yet at the end of this pack.
    pub on_its_way: Vec<String>,
    pub faults: Vec<PackFault>,
}

/// How much of it held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub n_pcs: u64,
    pub n_attempts: u64,
    pub n_entries: u64,
    pub n_log_records: u64,
    pub n_statements: u64,
    /// Statements whose text was erased, with the person that they were about.
    pub n_erased: u64,
}

impl PackFindings {
    /// True where nothing in it is wrong, and the checkpoint that was held, if there was one, vouches for it.
    pub fn holds(&self) -> bool {
        self.faults.is_empty() && matches!(self.held, None | Some(Held::Fits(_)))
    }
}

impl fmt::Display for PackFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

/// Checks a pack. `held` is the text of a checkpoint that was given out earlier.
pub fn verify(pack: impl Read + Seek, key: &VerifyingKey, held: Option<&str>) -> Result<PackFindings, PackError> {
    let mut archive = Archive::open(pack)?;
    let note = archive.manifest()?;
    let manifest = Manifest::parse(key.open(&note).map_err(PackError::Manifest)?).ok_or(PackError::UnknownVersion)?;
    let held = held.map(|held| Checkpoint::open(held, key)).transpose().map_err(PackError::Held)?;
    let mut faults = Faults::default();
    check_files(&mut archive, &manifest, &mut faults);
    let mut findings = PackFindings {
        span: manifest.span.clone(),
        checkpoint: None,
        held: None,
        counts: Counts::default(),
        on_its_way: Vec::new(),
        faults: Vec::new(),
    };
    if let Some(register) = check_register(&mut archive, key, held, &mut findings, &mut faults) {
        chains::check(&mut archive, &manifest, &register, &mut findings, &mut faults);
    }
    findings.faults = faults.0;
    Ok(findings)
}

/// What was found, in the order in which it was looked at.
#[derive(Default)]
pub(crate) struct Faults(Vec<PackFault>);

impl Faults {
    pub(crate) fn tell(&mut self, place: impl fmt::Display, why: impl fmt::Display) {
        self.0.push(PackFault { place: place.to_string(), why: why.to_string() });
    }
}

/// Every file against the signed manifest.
fn check_files<R: Read + Seek>(archive: &mut Archive<R>, manifest: &Manifest, faults: &mut Faults) {
    for file in &manifest.files {
        match archive.digest(&file.name, file.n_bytes) {
            Ok(Some(found)) if found == (file.n_bytes, file.hash) => {}
            Ok(Some(_)) => faults.tell(&file.name, "the file was changed since the pack was signed"),
            Ok(None) => faults.tell(&file.name, "the file was removed from the pack"),
            Err(error) => faults.tell(&file.name, format!("the file cannot be read: {error}")),
        }
    }
    let known: BTreeSet<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
    for name in archive.names().filter(|name| name != MANIFEST && !known.contains(name.as_str())).collect::<Vec<_>>() {
        faults.tell(name, "the file was added to the pack after it was signed");
    }
}

/// The register against the checkpoints; its lines, if they can be read.
fn check_register<R: Read + Seek>(
    archive: &mut Archive<R>,
    key: &VerifyingKey,
    held: Option<Checkpoint>,
    findings: &mut PackFindings,
    faults: &mut Faults,
) -> Option<Vec<RegisterLine>> {
    let (begins, ends) = (findings.span.begins, findings.span.ends);
    let before = read_tree(archive, TREE_BEFORE, faults)?;
    if before.n_leaves() != begins {
        faults.tell(TREE_BEFORE, format!("it is the tree of {} lines, and the pack begins after {begins}", before.n_leaves()));
        return None;
    }
    if begins > 0 {
        let checkpoint = read_checkpoint(archive, CHECKPOINT_BEFORE, key, faults)?;
        if (checkpoint.n_lines, checkpoint.root) != (begins, before.root()) {
            faults.tell(CHECKPOINT_BEFORE, "the lines before this pack do not give the hash in it");
        }
    }
    findings.checkpoint = read_checkpoint(archive, CHECKPOINT, key, faults);
    let mut witness = Witness { held, fits: None };
    witness.look_before(archive, &before, faults);
    let (mut tree, mut lines) = (before, Vec::new());
    witness.look_at(&tree);
    for (number, line) in (begins..).zip(archive.lines(REGISTER, faults)?) {
        let read = std::str::from_utf8(&line).map_err(|_| "it is no text".to_owned());
        match read.and_then(|text| RegisterLine::parse(text).map_err(|error| error.to_string())) {
            Ok(line) => {
                tree.push(line.leaf());
                lines.push(line);
            }
            Err(why) => {
                faults.tell(format!("{REGISTER}, line {number}"), why);
                return None;
            }
        }
        witness.look_at(&tree);
    }
    if tree.n_leaves() != ends {
        faults.tell(REGISTER, format!("it ends before line {}, and should before line {ends}", tree.n_leaves()));
    } else if findings.checkpoint.as_ref().is_some_and(|checkpoint| (checkpoint.n_lines, checkpoint.root) != (ends, tree.root()))
    {
        faults.tell(REGISTER, "a line in it was changed, removed or moved: its lines do not give the hash in the checkpoint");
    }
    findings.held = witness.says(ends, faults);
    Some(lines)
}

/// The checkpoint that somebody held, and whether the tree came by it.
struct Witness {
    held: Option<Checkpoint>,
    fits: Option<bool>,
}

impl Witness {
    fn look_at(&mut self, tree: &Tree) {
        if let Some(held) = self.held.as_ref().filter(|held| held.n_lines == tree.n_leaves()) {
            self.fits = Some(held.root == tree.root());
        }
    }

    /// Goes over the bridge from an older checkpoint to the pack's beginning, where the pack has one from it.
    fn look_before<R: Read + Seek>(&mut self, archive: &mut Archive<R>, before: &Tree, faults: &mut Faults) {
        let Some(held) = self.held.as_ref().filter(|held| held.n_lines < before.n_leaves()) else { return };
        if !archive.has(TREE_HELD) {
            return;
        }
        let (Some(mut tree), Some(leaves)) = (read_tree(archive, TREE_HELD, faults), archive.lines(LEAVES_SINCE_HELD, faults))
        else {
            return;
        };
        if tree.n_leaves() != held.n_lines {
            return;
        }
        let is_held = tree.root() == held.root;
        for leaf in leaves {
            match std::str::from_utf8(&leaf).ok().and_then(|leaf| Hash256::parse(leaf).ok()) {
                Some(leaf) => tree.push(leaf),
                None => faults.tell(LEAVES_SINCE_HELD, "a line in it is no hash"),
            }
        }
        self.fits = Some(is_held && tree == *before);
    }

    fn says(self, ends: u64, faults: &mut Faults) -> Option<Held> {
        let held = self.held?;
        Some(match self.fits {
            Some(true) => Held::Fits(held),
            Some(false) => {
                let why = "what it covered was changed, removed or reordered since, or this pack comes from another history";
                faults.tell(format!("the checkpoint that you hold (of {}, {} lines)", held.at, held.n_lines), why);
                Held::DoesNotFit(held)
            }
            None if held.n_lines > ends => Held::TooNew(held),
            None => Held::TooOld(held),
        })
    }
}

fn read_checkpoint<R: Read + Seek>(
    archive: &mut Archive<R>,
    name: &str,
    key: &VerifyingKey,
    faults: &mut Faults,
) -> Option<Checkpoint> {
    let note = archive.text(name, faults)?;
    Checkpoint::open(&note, key).map_err(|fault| faults.tell(name, fault)).ok()
}

fn read_tree<R: Read + Seek>(archive: &mut Archive<R>, name: &str, faults: &mut Faults) -> Option<Tree> {
    let text = archive.text(name, faults)?;
    let mut lines = text.lines();
    let n_leaves = lines.next().and_then(|line| line.parse().ok());
    let peaks: Option<Vec<_>> = lines.map(|line| Hash256::parse(line).ok()).collect();
    let tree = n_leaves.zip(peaks).and_then(|(n_leaves, peaks)| Tree::of_peaks(n_leaves, peaks));
    if tree.is_none() {
        faults.tell(name, "it is no tree: a number and its hashes are expected");
    }
    tree
}
