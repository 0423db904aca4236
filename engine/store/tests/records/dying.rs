//! Sudden death: a program that appends without end is killed (SIGKILL) at 50 seeded instants. What it had acknowledged is there,
//! once; every chain holds; the attempt goes on from its last append.

use crate::sample::{UTC, completed, end, header};
use ids::AttemptId;
use record::{Fact, Hash256, Outcome};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use store::Store;

/// Names the record file to the child; nobody else sets it.
pub const CHILD_FILE: &str = "PRACTICUM_TEST_RECORD_FILE";
/// After how many acknowledgements the child ends by itself.
pub const CHILD_ACKS: &str = "PRACTICUM_TEST_ACKS";
pub const CHILD_TEST: &str = "dying::child_that_appends";

const N_KILLS: u64 = 50;

/// The child's part. In an ordinary run of the tests there is no file to append to, and nothing to do.
#[test]
fn child_that_appends() {
    let Ok(path) = std::env::var(CHILD_FILE) else { return };
    let n_acks: u64 = std::env::var(CHILD_ACKS).ok().map_or(u64::MAX, |text| text.parse().unwrap());
    let mut store = Store::open(Path::new(&path)).unwrap();
    let person = match store.people().unwrap().into_iter().next() {
        Some(person) => person,
        None => store.add_person("Ana", "Nurse").unwrap(),
    };
    let resumed = store.open_attempts(person.id).unwrap().0.pop().map(|open| open.attempt);
    let mut at_ms = resumed.map_or(0, |attempt| store.resume(attempt).unwrap().last_at_ms);
    let mut attempt = resumed;
    for _ in 0..n_acks {
        let id = attempt.unwrap_or_else(|| {
            at_ms = 0;
            let header = header(&store, &person);
            store.open_attempt(&header, UTC).unwrap()
        });
        at_ms += 1;
        let facts = facts_at(at_ms);
        let state = state_at(at_ms);
        let appended = store.append(id, at_ms, UTC, &facts, &trace_at(at_ms), Some(state.as_bytes())).unwrap();
        // Not `println!`, which the test harness would hold back. A closed pipe means that the parent is gone.
        let ack = format!("ack {id} {} {}\n", appended.n_entries, appended.head);
        if std::io::stdout().write_all(ack.as_bytes()).and_then(|()| std::io::stdout().flush()).is_err() {
            return;
        }
        attempt = (!appended.closed).then_some(id);
    }
}

/// Two facts a time; every 7th time a leave-taking, every 30th the end.
fn facts_at(at_ms: u64) -> Vec<Fact> {
    let done = completed("greet", Some(at_ms.to_string()));
    match at_ms {
        n if n % 30 == 0 => vec![done, end(Outcome::Passed)],
        n if n % 7 == 0 => vec![done, Fact::Left],
        _ => vec![done, Fact::Paused],
    }
}

fn trace_at(at_ms: u64) -> [u8; 8] {
    at_ms.to_le_bytes()
}

fn state_at(at_ms: u64) -> String {
    format!("state after {at_ms} {}", "x".repeat(2000))
}

#[test]
fn killed_fifty_times_nothing_acknowledged_is_lost_or_doubled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practicum.db");
    let mut random = 0x5eed_u64;
    let mut acked: BTreeMap<AttemptId, (u64, Hash256)> = BTreeMap::new();
    for kill in 0..N_KILLS {
        let n_acks = next(&mut random) % 12;
        let n_spins = next(&mut random) % 4000;
        kill_after(&path, n_acks, n_spins, &mut acked);
        let mut store = Store::open(&path).unwrap();
        let verification = store.verify().unwrap();
        assert!(verification.is_sound(), "kill {kill}: {verification}");
        let mut n_entries = 0;
        for (&attempt, &(n_acked, head)) in &acked {
            let sealed = store.sealed_entries(attempt).unwrap();
            assert_eq!(sealed[usize::try_from(n_acked).unwrap() - 1].hash, head, "kill {kill}: attempt {attempt}");
            n_entries += sealed.len() as u64;
        }
        let unacked = verification.n_entries - n_entries;
        assert!(unacked <= 3, "kill {kill}: at most one attempt was begun and not yet acknowledged, but {unacked} entries were");
        assert_each_append_is_there_once(&mut store);
    }
    assert!(acked.len() >= 3, "several attempts were played to their end");
}

/// Runs the child, waits for that many acknowledgements and a little longer, and kills it.
fn kill_after(path: &Path, n_acks: u64, n_spins: u64, acked: &mut BTreeMap<AttemptId, (u64, Hash256)>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", CHILD_TEST, "--nocapture", "--test-threads=1"])
        .env(CHILD_FILE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut n_seen = 0;
    while n_seen < n_acks {
        let line = lines.next().expect("the child appends until it is killed").unwrap();
        n_seen += u64::from(note(&line, acked));
    }
    let mut spun = Hash256::ZERO;
    for _ in 0..n_spins {
        spun = Hash256::of(&spun.0);
    }
    std::hint::black_box(spun);
    child.kill().unwrap();
    child.wait().unwrap();
    // What was acknowledged before the kill counts, even if nobody had read it yet. The last line may be torn.
    for line in lines.map_while(Result::ok) {
        note(&line, acked);
    }
}

/// Reads `ack <attempt> <entries> <head>`; anything else (the harness's own lines, a torn line) is passed over.
fn note(line: &str, acked: &mut BTreeMap<AttemptId, (u64, Hash256)>) -> bool {
    let Some(ack) = line.split("ack ").nth(1) else { return false };
    let words: Vec<&str> = ack.split(' ').collect();
    let [attempt, n_entries, head] = words[..] else { return false };
    let Ok(head) = Hash256::parse(head) else { return false };
    let attempt = AttemptId(ids::Id128::parse(attempt).unwrap());
    acked.insert(attempt, (n_entries.parse().unwrap(), head));
    true
}

/// Each attempt holds appends 1, 2, 3 ... without gap or double, whole, and an open one goes on from the last.
fn assert_each_append_is_there_once(store: &mut Store) {
    let (attempts, _) = store.all_attempts().unwrap();
    for progress in attempts {
        let n_appends = (progress.n_entries - 1) / 2;
        let facts: Vec<Fact> = store.entries(progress.attempt).unwrap().into_iter().skip(1).map(|entry| entry.fact).collect();
        let wanted: Vec<Fact> = (1..=n_appends).flat_map(facts_at).collect();
        assert_eq!(facts.len(), wanted.len());
        assert!(facts.iter().zip(&wanted).all(|(fact, wanted)| is_same(fact, wanted)), "{facts:?}");
        let trace: Vec<u8> = (1..=n_appends).flat_map(trace_at).collect();
        assert_eq!(store.trace(progress.attempt).unwrap(), trace);
        if progress.is_open() {
            let resume = store.resume(progress.attempt).unwrap();
            assert_eq!(resume.last_at_ms, n_appends);
            let state = resume.snapshot.map(|snapshot| String::from_utf8(snapshot.bytes).unwrap());
            assert_eq!(state, (n_appends > 0).then(|| state_at(n_appends)));
        }
    }
}

/// The end carries the trace's hash, which the store filled in.
fn is_same(fact: &Fact, wanted: &Fact) -> bool {
    fact == wanted || matches!((fact, wanted), (Fact::AttemptClosed { .. }, Fact::AttemptClosed { .. }))
}

/// SplitMix64 (Steele, Lea and Flood 2014).
fn next(random: &mut u64) -> u64 {
    *random = random.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *random;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
