//! Each chain in a pack against the register: the log of every PC, every attempt, what was kept beside, and statements.
//!
//! Start at [`check`].

use crate::archive::Archive;
use crate::layout::{STATEMENTS, attempt_file, beside_file, log_file};
use crate::manifest::Manifest;
use crate::verify::{Faults, PackFindings};
use ids::{AttemptId, DeviceId, Id128};
use record::{EntryFault, Hash256, RegisterLine, Registered, Sealed, VerifiedAttempt, verify_attempt, verify_device_log};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

/// After so many lines a chain had this hash; by number of lines.
type Heads = BTreeMap<u64, Hash256>;

/// What the register says of one PC.
#[derive(Default)]
struct Pc {
    log: Heads,
    attempts: BTreeMap<AttemptId, Heads>,
    beside: BTreeSet<Hash256>,
}

/// What every line of a chain says of its place.
#[derive(Deserialize)]
struct Place {
    seq: u64,
    prev: Hash256,
}

#[derive(Deserialize)]
struct StatementId {
    id: Id128,
}

pub(crate) fn check<R: Read + Seek>(
    archive: &mut Archive<R>,
    manifest: &Manifest,
    register: &[RegisterLine],
    findings: &mut PackFindings,
    faults: &mut Faults,
) {
    let (mut pcs, mut statements) = (BTreeMap::<DeviceId, Pc>::new(), BTreeMap::new());
    for line in register {
        match line.what {
            Registered::Log { device, n_lines, head } => drop(pcs.entry(device).or_default().log.insert(n_lines, head)),
            Registered::Attempt { device, attempt, n_lines, head } => {
                pcs.entry(device).or_default().attempts.entry(attempt).or_default().insert(n_lines, head);
            }
            Registered::Beside { device, hash, .. } => drop(pcs.entry(device).or_default().beside.insert(hash)),
            Registered::Statement { id, hash } => drop(statements.insert(id, hash)),
            // The audit log itself stays in the house.
            Registered::Audit { .. } => {}
        }
    }
    let vouched: BTreeSet<String> = pcs.iter().flat_map(|(device, pc)| files_of(*device, pc)).collect();
    let is_of_a_pc = |name: &&String| name.starts_with("pcs/") && !vouched.contains(*name);
    for name in manifest.files.iter().map(|file| &file.name).filter(is_of_a_pc) {
        faults.tell(name, "no line of the register vouches for it");
    }
    for (device, pc) in &pcs {
        check_pc(archive, *device, pc, findings, faults);
    }
    if !statements.is_empty() {
        check_statements(archive, statements, findings, faults);
    }
}

fn files_of(device: DeviceId, pc: &Pc) -> Vec<String> {
    let attempts = pc.attempts.keys().map(|attempt| attempt_file(device, *attempt));
    attempts.chain([log_file(device), beside_file(device)]).collect()
}

fn check_pc<R: Read + Seek>(
    archive: &mut Archive<R>,
    device: DeviceId,
    pc: &Pc,
    findings: &mut PackFindings,
    faults: &mut Faults,
) {
    findings.counts.n_pcs += 1;
    let (mut chains, mut broken) = (Vec::new(), BTreeSet::new());
    for (attempt, heads) in &pc.attempts {
        match check_attempt(archive, device, *attempt, heads, faults) {
            Some(chain) => {
                findings.counts.n_attempts += 1;
                findings.counts.n_entries += chain.head.seq + 1;
                chains.push(chain);
            }
            None => drop(broken.insert(*attempt)),
        }
    }
    if let Some(lines) = archive.lines(&log_file(device), faults) {
        let log = sealed(lines, &pc.log);
        let found = verify_device_log(device, &log, &chains, &broken);
        findings.counts.n_log_records += found.n_records;
        let holds = found.bad_record.is_none();
        if let Some(bad) = found.bad_record {
            faults.tell(format!("PC {device}"), bad);
        }
        for bad in found.bad_entries {
            match bad.why {
                // The pack has only what came while it lasted.
                EntryFault::NoEntries if !pc.attempts.contains_key(&bad.attempt) => {}
                EntryFault::TailCut { .. } => findings.on_its_way.push(bad.to_string()),
                _ => faults.tell(format!("PC {device}"), bad),
            }
        }
        if holds {
            check_heads(&format!("log of PC {device}"), "record", &log, &pc.log, faults);
        }
    }
    if !pc.beside.is_empty()
        && let Some(lines) = archive.lines(&beside_file(device), faults)
    {
        let found: BTreeSet<Hash256> = lines.iter().map(|line| Hash256::of(line)).collect();
        for hash in pc.beside.difference(&found) {
            faults.tell(beside_file(device), format!("the line with the hash {hash} was changed or removed"));
        }
        for hash in found.difference(&pc.beside) {
            faults.tell(beside_file(device), format!("no line of the register vouches for the line with the hash {hash}"));
        }
    }
}

fn check_attempt<R: Read + Seek>(
    archive: &mut Archive<R>,
    device: DeviceId,
    attempt: AttemptId,
    heads: &Heads,
    faults: &mut Faults,
) -> Option<VerifiedAttempt> {
    let entries = sealed(archive.lines(&attempt_file(device, attempt), faults)?, heads);
    match verify_attempt(attempt, &entries) {
        Ok(chain) if chain.device != device => {
            faults.tell(format!("attempt {attempt}"), EntryFault::OtherDevice(chain.device));
            None
        }
        Ok(mut chain) => {
            // Only what the log is compared with is needed further on.
            chain.entries = Vec::new();
            check_heads(&format!("attempt {attempt}"), "entry", &entries, heads, faults).then_some(chain)
        }
        Err(bad) => {
            faults.tell(format!("PC {device}"), bad);
            None
        }
    }
}

/// Lines with the hashes that they should have: the register says it of the last, and from there backwards each line that is
/// as it should be says it of the one before. Where nothing says it, a line vouches for itself.
fn sealed(lines: Vec<Vec<u8>>, heads: &Heads) -> Vec<Sealed> {
    let mut sealed = Vec::with_capacity(lines.len());
    let mut said = heads.get(&(lines.len() as u64)).copied();
    for (seq, bytes) in (0_u64..).zip(lines).collect::<Vec<_>>().into_iter().rev() {
        let own = Hash256::of(&bytes);
        let hash = said.unwrap_or(own);
        let place: Option<Place> = serde_json::from_slice(&bytes).ok();
        // Where it was moved, or the one before it is missing, it says nothing of what stands there now.
        said = place.filter(|place| hash == own && place.seq == seq).map(|place| place.prev);
        sealed.push(Sealed { bytes, hash });
    }
    sealed.reverse();
    sealed
}

/// The chain against every line of the register about it.
fn check_heads(chain: &str, line: &str, sealed: &[Sealed], heads: &Heads, faults: &mut Faults) -> bool {
    for (n_lines, head) in heads {
        let at = n_lines.saturating_sub(1);
        match usize::try_from(at).ok().and_then(|at| sealed.get(at)) {
            Some(found) if found.hash == *head => {}
            Some(_) => {
                let why = "the register has another hash: it, or something before it, was changed and all after it made anew";
                faults.tell(format!("{chain}, {line} {at}"), why);
                return false;
            }
            None => {
                let why = format!("it is missing, as is all after it: the register says that there were {n_lines}");
                faults.tell(format!("{chain}, {line} {}", sealed.len()), why);
                return false;
            }
        }
    }
    let n_vouched = heads.keys().next_back().copied();
    if n_vouched.is_some_and(|n_vouched| n_vouched < sealed.len() as u64) {
        let why = "no line of the register vouches for it";
        faults.tell(format!("{chain}, {line} {}", n_vouched.unwrap_or_default()), why);
        return false;
    }
    true
}

fn check_statements<R: Read + Seek>(
    archive: &mut Archive<R>,
    mut statements: BTreeMap<Id128, Hash256>,
    findings: &mut PackFindings,
    faults: &mut Faults,
) {
    let Some(lines) = archive.lines(STATEMENTS, faults) else { return };
    for line in lines {
        let Ok(StatementId { id }) = serde_json::from_slice(&line) else {
            faults.tell(STATEMENTS, "a line in it cannot be read");
            continue;
        };
        match statements.remove(&id) {
            Some(hash) if hash == Hash256::of(&line) => findings.counts.n_statements += 1,
            Some(_) => faults.tell(format!("statement {id}"), "it was changed: the register has another hash"),
            None => faults.tell(format!("statement {id}"), "no line of the register vouches for it"),
        }
    }
    findings.counts.n_erased += statements.len() as u64;
}
