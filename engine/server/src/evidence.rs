//! Makes evidence packs out of the records: which lines of the register one covers, and every chain that those name.
//!
//! A pack is written while it is sent, so that its size does not matter. Start at [`plan`], then [`write`].

use crate::dates;
use crate::export::csv_row;
use ids::{AttemptId, DeviceId};
use pack::{Checkpoint, PackWriter, SecretKey, Span, attempt_file, beside_file, log_file};
use record::{Day, Hash256, RegisterLine, Registered, Tree, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use store::central::{Central, CentralError, KeptCheckpoint};

const LINES_AT_ONCE: u32 = 2_000;

/// What somebody asks for.
pub struct Asked {
    pub from: Day,
    pub to: Day,
    /// The text of a checkpoint that they hold; empty for none.
    pub held: String,
}

/// Why there is no pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPack {
    /// The days are none, or the last lies before the first.
    Days,
    /// What stands there is no checkpoint of these records.
    Held,
    /// Nothing came on these days.
    Nothing,
}

/// A pack that can be written.
pub struct Plan {
    pub span: Span,
    begins: Option<KeptCheckpoint>,
    ends: KeptCheckpoint,
    held: Option<KeptCheckpoint>,
}

/// What one PC has in a pack.
#[derive(Default)]
struct Pc {
    log_lines: Option<u64>,
    attempts: BTreeMap<AttemptId, u64>,
    beside: BTreeSet<Hash256>,
}

/// Finds the checkpoints around the days: everything that came on them lies between.
pub fn plan(central: &Central, key: &SecretKey, asked: &Asked, now_ms: i64) -> Result<Result<Plan, NoPack>, CentralError> {
    let (starts, ends) = (dates::day_ms(&asked.from.to_string()), dates::day_ms(&asked.to.to_string()));
    let (Some((starts_ms, _)), Some((_, ends_ms))) = (starts, ends) else { return Ok(Err(NoPack::Days)) };
    if asked.to < asked.from {
        return Ok(Err(NoPack::Days));
    }
    let held = match asked.held.trim() {
        "" => None,
        // A browser sends line ends of its own.
        text => match find_held(central, key, &format!("{}\n", text.replace("\r\n", "\n")))? {
            Some(held) => Some(held),
            None => return Ok(Err(NoPack::Held)),
        },
    };
    let begins = central.checkpoint_before(starts_ms)?;
    let ends = match central.checkpoint_from(ends_ms)? {
        Some(ends) => Some(ends),
        None => central.last_checkpoint()?,
    };
    let n_before = begins.as_ref().map_or(0, |kept| kept.tree.n_leaves());
    let Some(ends) = ends.filter(|ends| ends.tree.n_leaves() > n_before) else { return Ok(Err(NoPack::Nothing)) };
    let span = Span {
        organisation: central.organisation()?.unwrap_or_default(),
        from: asked.from,
        to: asked.to,
        made: Utc::from_unix_secs(now_ms.div_euclid(1_000)),
        begins: n_before,
        ends: ends.tree.n_leaves(),
    };
    let held = held.filter(|held| held.tree.n_leaves() < n_before);
    Ok(Ok(Plan { span, begins, ends, held }))
}

fn find_held(central: &Central, key: &SecretKey, text: &str) -> Result<Option<KeptCheckpoint>, CentralError> {
    let Ok(checkpoint) = Checkpoint::open(text, key.public()) else { return Ok(None) };
    let kept = central.checkpoint_over(checkpoint.n_lines)?;
    Ok(kept.filter(|kept| kept.tree.root() == checkpoint.root))
}

/// Writes the pack; what was written when it fails is no pack.
pub fn write(central: &Central, key: &SecretKey, plan: &Plan, out: impl Write) -> io::Result<()> {
    let span = &plan.span;
    let before = plan.begins.as_ref().map_or_else(Tree::default, |kept| kept.tree.clone());
    let notes = (plan.begins.as_ref().map(|kept| kept.note.as_str()), plan.ends.note.as_str());
    let mut pack = PackWriter::begin(out, span.clone(), &before, notes)?;
    if let Some(held) = &plan.held {
        let since = lines(central, held.tree.n_leaves(), span.begins);
        pack.since_held(&held.tree, since.map(|line| line.map(|line| line.leaf())))?;
    }
    let (mut pcs, mut said) = (BTreeMap::<DeviceId, Pc>::new(), Vec::new());
    pack.register(lines(central, span.begins, span.ends).inspect(|line| {
        // A later line on the same chain says more.
        match line.as_ref().map(|line| line.what) {
            Ok(Registered::Log { device, n_lines, .. }) => pcs.entry(device).or_default().log_lines = Some(n_lines),
            Ok(Registered::Attempt { device, attempt, n_lines, .. }) => {
                pcs.entry(device).or_default().attempts.insert(attempt, n_lines);
            }
            Ok(Registered::Beside { device, hash, .. }) => drop(pcs.entry(device).or_default().beside.insert(hash)),
            Ok(Registered::Statement { id, .. }) => said.push(id),
            Ok(Registered::Audit { .. }) | Err(_) => {}
        }
    }))?;
    for (device, pc) in &pcs {
        pack.lines(&log_file(*device), central.log_bytes(*device, pc.log_lines.unwrap_or(u64::MAX)).map_err(other)?)?;
        for (attempt, n_lines) in &pc.attempts {
            pack.lines(&attempt_file(*device, *attempt), central.entry_bytes(*attempt, *n_lines).map_err(other)?)?;
        }
        if !pc.beside.is_empty() {
            let beside = central.beside_bytes(*device).map_err(other)?.into_iter();
            pack.lines(&beside_file(*device), beside.filter(|(hash, _)| pc.beside.contains(hash)).map(|(_, bytes)| bytes))?;
        }
    }
    if !said.is_empty() {
        // What was erased is left out.
        pack.statements(said.iter().filter_map(|id| central.statement(*id).map_err(other).transpose()))?;
    }
    let attempts = pcs.values().flat_map(|pc| pc.attempts.keys());
    let rows = attempts.filter_map(|attempt| attempt_row(central, *attempt).map_err(other).transpose());
    pack.lines_or_fault("attempts.csv", std::iter::once(Ok(heading())).chain(rows))?;
    pack.finish(key)
}

/// The register's lines from one place to another, read some at a time.
fn lines(central: &Central, from: u64, before: u64) -> impl Iterator<Item = io::Result<RegisterLine>> {
    let mut next = from;
    let mut page = Vec::new().into_iter();
    std::iter::from_fn(move || {
        if let Some(line) = page.next() {
            return Some(Ok(line));
        }
        let read = match central.register_lines(next, before, LINES_AT_ONCE) {
            Ok(read) => read,
            Err(error) => return Some(Err(other(error))),
        };
        next += read.len() as u64;
        page = read.into_iter();
        page.next().map(Ok)
    })
}

fn heading() -> String {
    let names = ["person", "name", "pc", "module", "version", "mode", "opened", "received", "ended", "passed", "attempt"];
    format!("\u{feff}{}\r", csv_row(names.map(str::to_owned)))
}

/// In English, for whoever reads the pack years later; people who merely watched are left out.
fn attempt_row(central: &Central, attempt: AttemptId) -> Result<Option<String>, CentralError> {
    let Some(told) = central.attempt_told(attempt)?.filter(|told| !told.is_demonstration) else { return Ok(None) };
    let (person, name) = told.person.map_or((String::new(), String::new()), |(person, name)| (person.to_string(), name));
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let time = |at_ms: i64| Utc::from_unix_secs(at_ms.div_euclid(1_000)).to_string();
    let (opened, received) = (time(told.opened_ms), time(told.received_ms));
    let (ended, passed) = (yes(told.is_closed), yes(told.is_passed));
    let cells = [
        person,
        name,
        told.device_name,
        told.module,
        told.module_version,
        told.mode,
        opened,
        received,
        ended,
        passed,
        attempt.to_string(),
    ];
    Ok(Some(format!("{}\r", csv_row(cells))))
}

fn other(error: CentralError) -> io::Error {
    io::Error::other(error.to_string())
}
