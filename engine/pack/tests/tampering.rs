//! Whatever is done to an evidence pack, checking it names the first thing that does not hold; and what a checkpoint held outside adds.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use ids::{AttemptId, DeviceId, Id128, ModuleId, PersonId, StepId};
use pack::{Checkpoint, Held, PackError, PackFindings, PackWriter, SecretKey, Span, attempt_file, log_file, verify};
use proptest::prelude::*;
use record::{
    Assurance, Day, Entry, Fact, Hash256, Header, LogRecord, Mark, MarkReason, Outcome, Presentation, RegisterLine, Registered,
    Tree, Utc,
};
use std::io::{Cursor, Read, Write};

const DEVICE: DeviceId = DeviceId(Id128([0xd1; 16]));
const N_ENTRIES: usize = 6;

fn key() -> SecretKey {
    SecretKey::new("practicum/clinic", [7; 32]).unwrap()
}

fn utc() -> Utc {
    Utc::new("2026-11-22T09:40:06Z").unwrap()
}

fn attempt(n: u8) -> AttemptId {
    AttemptId(Id128([n; 16]))
}

/// What a server has: lines of chains as they came, and the register over them.
#[derive(Clone)]
struct House {
    log: Vec<Vec<u8>>,
    attempts: Vec<(AttemptId, Vec<Vec<u8>>)>,
    statement: Vec<u8>,
    register: Vec<RegisterLine>,
}

impl House {
    /// Two attempts of one person, one after the other, and what somebody said of them. `score` tells histories apart.
    fn new(score_permille: u32) -> Self {
        let statement = format!("{{\"format\":1,\"id\":\"{}\",\"says\":\"matched\"}}", Id128([9; 16])).into_bytes();
        let mut house = Self { log: Vec::new(), attempts: Vec::new(), statement, register: Vec::new() };
        for n in [1, 2] {
            house.play(attempt(n), score_permille);
        }
        let what = Registered::Statement { id: Id128([9; 16]), hash: Hash256::of(&house.statement) };
        house.register.push(RegisterLine { what, at_ms: 5_000 });
        house
    }

    fn play(&mut self, id: AttemptId, score_permille: u32) {
        let anchor = self.write_log(Mark::Opened { attempt: id });
        let step = |n: usize| StepId::new(&format!("step-{n}")).unwrap();
        let mut facts = vec![Fact::AttemptStarted(Box::new(header()))];
        facts.extend((1..N_ENTRIES - 1).map(|n| Fact::StepStarted { step: step(n) }));
        facts.push(closing(score_permille));
        let (mut prev, mut lines) = (anchor, Vec::new());
        for (seq, fact) in (0..).zip(facts) {
            let sealed = Entry { attempt: id, seq, at_ms: seq * 100, utc: utc(), prev, fact }.seal();
            prev = sealed.hash;
            lines.push(sealed.bytes);
        }
        let n_lines = lines.len() as u64;
        self.attempts.push((id, lines));
        let head = self.write_log(Mark::Head { attempt: id, seq: n_lines - 1, hash: prev, reason: MarkReason::Closed });
        let at_ms = 1_000 * i64::from(id.0.0[0]);
        let log = Registered::Log { device: DEVICE, n_lines: self.log.len() as u64, head };
        let played = Registered::Attempt { device: DEVICE, attempt: id, n_lines, head: prev };
        self.register.extend([log, played].map(|what| RegisterLine { what, at_ms }));
    }

    fn write_log(&mut self, mark: Mark) -> Hash256 {
        let prev = self.log.last().map_or(Hash256::ZERO, |line| Hash256::of(line));
        let sealed = LogRecord { device: DEVICE, seq: self.log.len() as u64, utc: utc(), prev, mark }.seal();
        self.log.push(sealed.bytes);
        sealed.hash
    }

    fn tree(&self, n_lines: usize) -> Tree {
        let mut tree = Tree::default();
        self.register[..n_lines].iter().for_each(|line| tree.push(line.leaf()));
        tree
    }

    fn checkpoint(&self, n_lines: usize) -> String {
        Checkpoint::of(&self.tree(n_lines), utc()).sign(&key())
    }

    /// A pack from one line of the register to its end, as somebody makes it who has the key; with a bridge from `held` on.
    fn pack(&self, begins: usize, held: Option<usize>) -> Vec<u8> {
        let day = Day::parse("2026-11-22").unwrap();
        let ends = self.register.len();
        let organisation = "Harbour Clinic".to_owned();
        let span = Span { organisation, from: day, to: day, made: utc(), begins: begins as u64, ends: ends as u64 };
        let (before, at_end) = (self.checkpoint(begins), self.checkpoint(ends));
        let before = (begins > 0).then_some(before.as_str());
        let mut bytes = Vec::new();
        let mut pack = PackWriter::begin(&mut bytes, span, &self.tree(begins), (before, &at_end)).unwrap();
        if let Some(held) = held {
            pack.since_held(&self.tree(held), self.register[held..begins].iter().map(|line| Ok(line.leaf()))).unwrap();
        }
        pack.register(self.register[begins..].iter().map(|line| Ok(*line))).unwrap();
        pack.lines(&log_file(DEVICE), &self.log).unwrap();
        for (id, lines) in &self.attempts {
            let is_in = |line: &RegisterLine| matches!(line.what, Registered::Attempt { attempt, .. } if attempt == *id);
            if self.register[begins..].iter().any(is_in) {
                pack.lines(&attempt_file(DEVICE, *id), lines).unwrap();
            }
        }
        pack.statements([Ok(self.statement.clone())]).unwrap();
        pack.finish(&key()).unwrap();
        bytes
    }
}

fn header() -> Header {
    Header {
        person: PersonId(Id128([7; 16])),
        person_sealed: "AQIDBA==".to_owned(),
        demonstration: false,
        module: ModuleId::new("first-day").unwrap(),
        module_version: "1.0.0".to_owned(),
        n_steps: 10,
        package_sha256: "ab".repeat(32),
        logic_sha256: "cd".repeat(32),
        session_rules: 1,
        seed: "0123456789abcdef".to_owned(),
        mode: "exam".to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Desktop,
        device: DEVICE,
        assurance: Assurance::Pin,
        guidance: Vec::new(),
        witness: None,
        test_out: false,
    }
}

fn closing(score_permille: u32) -> Fact {
    Fact::AttemptClosed {
        outcome: Outcome::Passed,
        score_permille,
        pass_score_permille: 800,
        critical_mistakes: 0,
        mistakes: 1,
        hints: 2,
        took_ms: 60_000,
        input_trace_sha256: "ef".repeat(32),
    }
}

fn check(pack: &[u8], held: Option<&str>) -> PackFindings {
    verify(Cursor::new(pack), key().public(), held).unwrap()
}

fn first_fault(findings: &PackFindings) -> String {
    findings.faults.first().map(ToString::to_string).unwrap_or_default()
}

/// The same ZIP with one file changed, as somebody does who has no key.
fn with_file(pack: &[u8], name: &str, change: impl FnOnce(Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut change = Some(change);
    let mut old = zip::ZipArchive::new(Cursor::new(pack)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for idx in 0..old.len() {
        let mut file = old.by_index(idx).unwrap();
        let found = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let bytes = if found == name { change.take().unwrap()(bytes) } else { Some(bytes) };
        if let Some(bytes) = bytes {
            new.start_file(found, zip::write::SimpleFileOptions::default()).unwrap();
            new.write_all(&bytes).unwrap();
        }
    }
    new.finish().unwrap().into_inner()
}

fn names(pack: &[u8]) -> Vec<String> {
    let pack = zip::ZipArchive::new(Cursor::new(pack)).unwrap();
    pack.file_names().map(|name| name.unwrap().into_owned()).collect()
}

#[test]
fn a_whole_pack_holds_and_counts_what_is_in_it() {
    let house = House::new(900);
    let findings = check(&house.pack(0, None), None);
    assert_eq!(findings.faults, []);
    assert!(findings.holds() && findings.on_its_way.is_empty() && findings.held.is_none());
    let counts = findings.counts;
    assert_eq!((counts.n_pcs, counts.n_attempts, counts.n_entries, counts.n_log_records), (1, 2, 12, 4));
    assert_eq!((counts.n_statements, counts.n_erased), (1, 0));
    assert_eq!(findings.checkpoint.unwrap().n_lines, 5);
    let later = check(&house.pack(2, None), None);
    assert_eq!((later.faults.as_slice(), later.counts.n_attempts), ([].as_slice(), 1), "only what came since");
}

#[test]
fn a_checkpoint_that_was_held_fits_wherever_it_lies() {
    let house = House::new(900);
    for n_lines in 0..=5 {
        let held = house.checkpoint(n_lines);
        let findings = check(&house.pack(0, None), Some(&held));
        assert!(findings.holds() && matches!(findings.held, Some(Held::Fits(_))), "{n_lines}: {findings:?}");
    }
    let old = house.checkpoint(1);
    let without = check(&house.pack(2, None), Some(&old));
    assert!(!without.holds() && matches!(without.held, Some(Held::TooOld(_))), "{without:?}");
    let with = check(&house.pack(2, Some(1)), Some(&old));
    assert!(with.holds() && matches!(with.held, Some(Held::Fits(_))), "{with:?}");
    let mut short = house.clone();
    short.register.truncate(4);
    assert!(matches!(check(&short.pack(2, None), Some(&house.checkpoint(5))).held, Some(Held::TooNew(_))));
}

#[test]
fn who_has_the_key_can_tell_another_history_but_not_against_a_checkpoint_that_was_held() {
    let (told, true_one) = (House::new(1_000), House::new(700));
    assert!(check(&told.pack(0, None), None).holds(), "from the pack alone nobody can know");
    for n_lines in 2..=5 {
        let findings = check(&told.pack(0, None), Some(&true_one.checkpoint(n_lines)));
        assert!(!findings.holds() && matches!(findings.held, Some(Held::DoesNotFit(_))), "{n_lines}");
        assert!(first_fault(&findings).contains("the checkpoint that you hold"), "{findings:?}");
    }
    // Neither with a bridge from a tree that was made up.
    let bridged = check(&told.pack(3, Some(2)), Some(&true_one.checkpoint(2)));
    assert!(matches!(bridged.held, Some(Held::DoesNotFit(_))), "{bridged:?}");
}

#[test]
fn what_somebody_changes_who_has_no_key_shows_file_by_file() {
    let pack = House::new(900).pack(2, Some(1));
    for name in names(&pack) {
        let removed = with_file(&pack, &name, |_| None);
        let changed = with_file(&pack, &name, |mut bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            Some(bytes)
        });
        for (tampered, how) in [(removed, "removed"), (changed, "changed")] {
            match verify(Cursor::new(&tampered), key().public(), None) {
                Ok(findings) => assert_eq!(first_fault(&findings).split(':').next(), Some(name.as_str()), "{how}: {findings:?}"),
                Err(PackError::NoPack(_) | PackError::Manifest(_)) => assert_eq!(name, "manifest.txt", "{how}"),
                Err(other) => panic!("{name} {how}: {other}"),
            }
        }
    }
    let mut more = zip::ZipWriter::new_append(Cursor::new(pack)).unwrap();
    more.start_file("pcs/extra.jsonl", zip::write::SimpleFileOptions::default()).unwrap();
    let more = more.finish().unwrap().into_inner();
    assert!(first_fault(&check(&more, None)).contains("was added"));
    let stranger = SecretKey::new("practicum/clinic", [8; 32]).unwrap();
    assert!(matches!(verify(Cursor::new(&more), stranger.public(), None), Err(PackError::Manifest(_))));
}

#[test]
fn a_statement_that_was_changed_shows_and_one_that_was_erased_is_counted() {
    let mut house = House::new(900);
    house.statement = String::from_utf8(house.statement).unwrap().replace("matched", "exempted").into_bytes();
    assert!(first_fault(&check(&house.pack(0, None), None)).contains("it was changed: the register has another hash"));
    let whole = House::new(900);
    let mut erased = whole.clone();
    erased.statement = Vec::new();
    let findings = check(&erased.pack(0, None), None);
    assert!(first_fault(&findings).contains("a line in it cannot be read"), "an empty line is none: {findings:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Somebody who has the key changes a chain, and signs the pack anew over the register as it was.
    #[test]
    fn the_first_entry_that_was_changed_removed_or_moved_is_named(which in 0..2_usize, at in 0..N_ENTRIES, deed in 0..4_u8, byte in any::<prop::sample::Index>()) {
        let mut house = House::new(900);
        let (id, lines) = &mut house.attempts[which];
        let place = format!("attempt {id}, entry ");
        let first = match deed {
            0 => {
                let at_byte = byte.index(lines[at].len());
                lines[at][at_byte] ^= 1;
                at
            }
            1 => { lines.remove(at); at }
            2 if at > 0 => { lines.swap(at - 1, at); at - 1 }
            _ => { lines.truncate(at); at }
        };
        let findings = check(&house.pack(0, None), None);
        let fault = first_fault(&findings);
        // Where its own number was changed, the entry before it has nobody to vouch for it, and it is the one that is missing.
        prop_assert!(!findings.holds());
        let named: usize = fault.split(&place).nth(1).unwrap_or_default().chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(99);
        prop_assert!(named == first || fault.contains("the whole attempt is missing") && first == 0, "{}, not {}: {}", named, first, fault);
    }

    #[test]
    fn whatever_is_cut_or_changed_in_the_file_nothing_panics_and_nothing_new_holds(cut in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), xor in 1..=255_u8) {
        let whole = House::new(900).pack(0, None);
        let mut changed = whole.clone();
        let at = at.index(changed.len());
        changed[at] ^= xor;
        for bytes in [&whole[..cut.index(whole.len())], &changed] {
            if let Ok(findings) = verify(Cursor::new(bytes), key().public(), None) {
                // Bytes that say nothing of the files, such as a date, may differ.
                prop_assert!(!findings.holds() || findings.counts.n_entries == 12, "{:?}", findings);
            }
        }
    }

    #[test]
    fn a_log_that_was_changed_shows(at in 0..4_usize, byte in any::<prop::sample::Index>()) {
        let mut house = House::new(900);
        let at_byte = byte.index(house.log[at].len());
        house.log[at][at_byte] ^= 1;
        let findings = check(&house.pack(0, None), None);
        prop_assert!(first_fault(&findings).contains(&format!("record {at}")), "{:?}", findings);
    }
}
