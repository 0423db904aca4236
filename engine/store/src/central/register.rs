//! The register: everything that was taken in, as numbered lines over which checkpoints are signed.
//!
//! What a transaction takes in leaves word of how far its chain came; [`Central::seal_register`] makes lines of it, one server at a
//! time, and keeps the signed checkpoint. Knows no key: whoever calls signs. Start at [`Central::seal_register`].

use super::database::Tx;
use super::{Central, CentralError, ORGANISATION, Row, statements};
use record::{Hash256, RegisterLine, Registered, Tree};

/// So many lines are put under one checkpoint.
const MOST_AT_ONCE: i64 = 5_000;

/// A checkpoint that was signed, with the tree that it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCheckpoint {
    pub tree: Tree,
    pub at_ms: i64,
    /// The signed text.
    pub note: String,
}

/// Leaves word that the register has to say this, in the transaction that took it in. A later word on the same chain replaces it.
pub(crate) fn wait(tx: &mut Tx<'_>, what: Registered, at_ms: i64) -> Result<(), CentralError> {
    let chain = match what {
        Registered::Log { device, .. } => format!("log {device}"),
        Registered::Attempt { attempt, .. } => format!("attempt {attempt}"),
        Registered::Beside { device, hash, .. } => format!("beside {device} {hash}"),
        Registered::Statement { id, .. } => format!("statement {id}"),
        Registered::Audit { .. } => "audit".to_owned(),
    };
    let line = RegisterLine { what, at_ms }.to_string();
    let columns = [ORGANISATION.into(), chain.as_str().into(), at_ms.into(), line.as_str().into()];
    tx.change(statements::REGISTER_WAIT, &columns).map(|_| ())
}

impl Central {
    /// The public key whose checkpoints these are. The first that is offered stays.
    pub fn signing_key(&self, offered: Option<&str>, now_ms: i64) -> Result<Option<String>, CentralError> {
        let read = |tx: &mut Tx<'_>| {
            let row = tx.row(statements::SIGNING_KEY_GET, &[ORGANISATION.into()])?;
            row.map(|mut row| row.text()).transpose()
        };
        let Some(offered) = offered else { return self.database.read(read) };
        self.change(|tx| match read(tx)? {
            Some(known) => Ok(Some(known)),
            None => {
                tx.change(statements::SIGNING_KEY_INSERT, &[ORGANISATION.into(), offered.into(), now_ms.into()])?;
                Ok(Some(offered.to_owned()))
            }
        })
    }

    /// Puts everything that waits into the register, under checkpoints that `sign` signs; answers how many lines that were.
    /// `sign` is given the tree and the time in milliseconds UTC.
    pub fn seal_register(&self, now_ms: i64, sign: &dyn Fn(&Tree, i64) -> String) -> Result<u64, CentralError> {
        let mut n_all = 0;
        loop {
            let n_taken = self.change(|tx| seal_some(tx, now_ms, sign))?;
            n_all += n_taken;
            if n_taken < MOST_AT_ONCE.cast_unsigned() {
                return Ok(n_all);
            }
        }
    }

    /// The newest checkpoint; none before the first.
    pub fn last_checkpoint(&self) -> Result<Option<KeptCheckpoint>, CentralError> {
        self.database.read(last)
    }

    /// The newest checkpoint at or before a time.
    pub fn checkpoint_before(&self, at_ms: i64) -> Result<Option<KeptCheckpoint>, CentralError> {
        self.database.read(|tx| kept(tx.row(statements::CHECKPOINT_BEFORE, &[ORGANISATION.into(), at_ms.into()])?))
    }

    /// The oldest checkpoint at or after a time.
    pub fn checkpoint_from(&self, at_ms: i64) -> Result<Option<KeptCheckpoint>, CentralError> {
        self.database.read(|tx| kept(tx.row(statements::CHECKPOINT_FROM, &[ORGANISATION.into(), at_ms.into()])?))
    }

    /// The checkpoint over the first `n_lines` lines.
    pub fn checkpoint_over(&self, n_lines: u64) -> Result<Option<KeptCheckpoint>, CentralError> {
        self.database.read(|tx| kept(tx.row(statements::CHECKPOINT_GET, &[ORGANISATION.into(), n_lines.into()])?))
    }

    /// Lines of the register from a position on and before another, the first `limit` of them.
    pub fn register_lines(&self, from: u64, before: u64, limit: u32) -> Result<Vec<RegisterLine>, CentralError> {
        self.database.read(|tx| {
            let params = [ORGANISATION.into(), from.into(), before.into(), i64::from(limit).into()];
            let line = |mut row: Row| {
                row.int()?;
                parse(&row.text()?)
            };
            tx.rows(statements::REGISTER_PAGE, &params)?.into_iter().map(line).collect()
        })
    }
}

fn seal_some(tx: &mut Tx<'_>, now_ms: i64, sign: &dyn Fn(&Tree, i64) -> String) -> Result<u64, CentralError> {
    let before = last(tx)?;
    let mut waiting = Vec::new();
    let take = match tx {
        Tx::Sqlite(_) => statements::REGISTER_TAKE,
        Tx::Postgres(..) => statements::REGISTER_TAKE_POSTGRES,
    };
    for mut row in tx.rows(take, &[ORGANISATION.into(), MOST_AT_ONCE.into()])? {
        waiting.push((row.int()?, row.text()?, row.text()?));
    }
    if waiting.is_empty() {
        return Ok(0);
    }
    waiting.sort_unstable();
    let (mut tree, last_ms) = before.map_or((Tree::default(), now_ms), |kept| (kept.tree, kept.at_ms));
    for (_, _, line) in &waiting {
        tx.change(statements::REGISTER_INSERT, &[ORGANISATION.into(), tree.n_leaves().into(), line.as_str().into()])?;
        tree.push(parse(line)?.leaf());
    }
    // A clock that was set back makes no checkpoint older than the one before it.
    let at_ms = now_ms.max(last_ms);
    let peaks: Vec<u8> = tree.peaks().iter().flat_map(|peak| peak.0).collect();
    let note = sign(&tree, at_ms);
    let columns = [ORGANISATION.into(), tree.n_leaves().into(), at_ms.into(), note.as_str().into(), peaks.as_slice().into()];
    tx.change(statements::CHECKPOINT_INSERT, &columns)?;
    Ok(waiting.len() as u64)
}

pub(crate) fn last(tx: &mut Tx<'_>) -> Result<Option<KeptCheckpoint>, CentralError> {
    kept(tx.row(statements::CHECKPOINT_LAST, &[ORGANISATION.into()])?)
}

pub(crate) fn kept(row: Option<Row>) -> Result<Option<KeptCheckpoint>, CentralError> {
    let Some(mut row) = row else { return Ok(None) };
    let damaged = || CentralError::Damaged("a checkpoint's tree cannot be read".to_owned());
    let (n_lines, at_ms, note, peaks) = (row.count()?, row.int()?, row.text()?, row.bytes()?);
    let peaks: Vec<_> = peaks.chunks(32).map(Hash256::try_from).collect::<Result<_, _>>().map_err(|_| damaged())?;
    let tree = Tree::of_peaks(n_lines, peaks).ok_or_else(damaged)?;
    Ok(Some(KeptCheckpoint { tree, at_ms, note }))
}

fn parse(line: &str) -> Result<RegisterLine, CentralError> {
    RegisterLine::parse(line).map_err(|error| CentralError::Damaged(format!("the register: {error}")))
}
