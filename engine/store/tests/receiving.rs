//! What PCs send to an organisation's records, on SQLite and on a real PostgreSQL: the same tests for both.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "records/sample.rs"]
#[allow(dead_code, reason = "these tests play less than those of the record file")]
mod sample;

use databases::Postgres;
use ids::{DeviceId, Id128};
use record::{Assurance, Entry, Fact, Hash256, Outcome, SignOff, Utc};
use sample::{broken_off, completed, end, header, new_store, played, started};
use store::central::*;
use store::exchange::*;
use store::{Person, Signature, Store, Taken};

const NOW_MS: i64 = 1_795_000_000_000;
const UTC: &str = "2026-11-22T10:00:00Z";

/// Changes a database as somebody would who may write it.
type Tamper = dyn Fn(&str) -> Result<(), String> + Sync;

/// An organisation, and how to tamper with its database.
struct Home {
    central: Central,
    by: By,
    tamper: Box<Tamper>,
    is_file: bool,
}

fn on_each(test: impl Fn(&Home)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("central.sqlite");
    let central = Central::open_file(&path).unwrap();
    let tamper =
        move |sql: &str| rusqlite::Connection::open(&path).unwrap().execute_batch(sql).map_err(|error| error.to_string());
    test(&Home { by: administrator(&central), central, tamper: Box::new(tamper), is_file: true });
    match Postgres::shared() {
        Ok(server) => {
            let address = server.make_database().unwrap();
            let central = Central::open_database(&address, false).unwrap();
            let tamper = move |sql: &str| server.tamper(&address, sql);
            test(&Home { by: administrator(&central), central, tamper: Box::new(tamper), is_file: false });
        }
        Err(missing) => println!("SKIPPED: what PCs send, on PostgreSQL: {missing}"),
    }
}

fn texts(name: &str) -> PersonTexts {
    PersonTexts { name: name.to_owned(), email: format!("{}@clinic.example", name.replace(' ', ".")), job_title: String::new() }
}

fn administrator(central: &Central) -> By {
    let link = central.issue_set_up_link(NOW_MS).unwrap().unwrap();
    let password = PasswordHash::of("three green apples").unwrap();
    let set_up = SetUp { organisation: "Harbour Clinic".to_owned(), person: texts("Ingrid Solberg"), password };
    By { person: central.set_up(&link, &set_up, NOW_MS).unwrap(), reach: Reach::Everybody }
}

/// As the PC and the server do it, without a network between.
fn pair(home: &Home, store: &mut Store) {
    let code = home.central.issue_pairing_code(home.by.person, "Front desk", &ServerKey(None), NOW_MS).unwrap();
    let token = store.begin_pairing("http://localhost").unwrap();
    let asked = PairingRequest {
        format: EXCHANGE_FORMAT,
        secret: code.secret(),
        device: store.device(),
        token: token.as_str().to_owned(),
    };
    let Pairing::Done(paired) = home.central.pair(&asked, "192.0.2.7", NOW_MS).unwrap() else { panic!("the code holds") };
    store.finish_pairing(&ServerKey(None), &paired).unwrap();
}

fn send(home: &Home, parcel: &Parcel) -> Receipt {
    home.central.receive(parcel.device, &parcel.to_bytes(), NOW_MS).unwrap().unwrap()
}

/// Sends until nothing waits, and answers how many parcels it took.
fn send_all(home: &Home, store: &mut Store) -> usize {
    let mut n_parcels = 0;
    while let Some(parcel) = store.next_parcel(NOW_MS, n_parcels == 0).unwrap() {
        store.take_receipt(&parcel, &send(home, &parcel), UTC).unwrap();
        n_parcels += 1;
        assert!(n_parcels < 50, "it ends");
    }
    n_parcels
}

fn must_hold(home: &Home, device: DeviceId) -> DeviceCheck {
    let check = home.central.check_device(home.by.person, device, NOW_MS).unwrap();
    assert_eq!((&check.bad_log_record, check.bad_entries.as_slice()), (&None, [].as_slice()));
    check
}

fn somebody() -> (tempfile::TempDir, Store, Person) {
    let (folder, _, mut store) = new_store();
    let person = store.add_person("Ana Müller", "Nurse").unwrap();
    (folder, store, person)
}

#[test]
fn everything_on_a_pc_arrives_once_and_holds() {
    on_each(|home| {
        let (_folder, mut store, person) = somebody();
        assert_eq!(store.waiting().unwrap(), None, "not paired");
        pair(home, &mut store);
        played(&mut store, &person);
        broken_off(&mut store, &person);
        assert_eq!(store.waiting().unwrap().unwrap().n_entries, 14);
        send_all(home, &mut store);
        assert!(store.waiting().unwrap().unwrap().is_nothing());
        let check = must_hold(home, store.device());
        assert_eq!((check.n_attempts, check.n_entries), (2, 14));
        assert_eq!(check.log_head, store.verify().unwrap().log_head, "the same head on both sides");
        store.send_everything_again().unwrap();
        send_all(home, &mut store);
        assert_eq!(must_hold(home, store.device()).n_entries, 14, "twice is once");
        let row = home.central.device(store.device()).unwrap();
        assert_eq!((row.n_attempts, row.n_conflicts, row.name.as_str()), (2, 0, "Front desk"));
        assert_eq!(row.heard, Some((NOW_MS, NOW_MS)));
    });
}

#[test]
fn a_pass_is_folded_from_entries_and_belongs_to_whom_a_manager_says() {
    on_each(|home| {
        let (_folder, mut store, person) = somebody();
        pair(home, &mut store);
        let mut exam = header(&store, &person);
        exam.mode = "exam".to_owned();
        exam.assurance = Assurance::Pin;
        let attempt = store.open_attempt(&exam, UTC).unwrap();
        store.append(attempt, 10, UTC, &[started("greet"), completed("greet", None), end(Outcome::Passed)], b"", None).unwrap();
        played(&mut store, &person);
        broken_off(&mut store, &person);
        send_all(home, &mut store);
        let ana = home.central.add_person(home.by, &texts("Ana Müller"), NOW_MS).unwrap();
        assert_eq!(home.central.passes_of(ana).unwrap(), [], "nobody said yet that it is her");
        let mut facts = Facts::default();
        home.central.refresh(&mut facts).unwrap();
        assert_eq!(facts.people[&ana].passes, []);
        let unknown = home.central.device_people(home.by.person, false, 100, NOW_MS).unwrap();
        assert_eq!(unknown.len(), 1);
        assert_eq!(unknown[0].identity, Some(("Ana Müller".to_owned(), "Nurse".to_owned())));
        assert_eq!((unknown[0].n_attempts, unknown[0].person, unknown[0].is_erased), (3, person.id, false));
        assert_eq!(home.central.person_called("ANA MÜLLER").unwrap(), Some(ana));
        assert_eq!(home.central.person_called("ana.müller@clinic.example").unwrap(), Some(ana));
        assert_eq!(home.central.person_called("nobody").unwrap(), None);
        assert_eq!(home.central.unmatched_count().unwrap(), 1);
        home.central.match_person(home.by.person, store.device(), person.id, Some(ana), NOW_MS + 5).unwrap();
        let known = home.central.device_people(home.by.person, true, 100, NOW_MS).unwrap();
        let said = known[0].matched.clone().unwrap();
        assert_eq!((said.person, said.said_by.as_deref(), said.at_ms), (ana, Some("Ingrid Solberg"), NOW_MS + 5));
        let passes = home.central.passes_of(ana).unwrap();
        assert_eq!(passes.len(), 2);
        home.central.refresh(&mut facts).unwrap();
        let counted: Vec<_> =
            facts.people[&ana].passes.iter().map(|pass| (pass.module.to_string(), pass.on.to_string())).collect();
        assert_eq!(counted, [("first-day".to_owned(), "2026-11-22".to_owned())], "only the exam counts");
        let sat = passes.iter().find(|pass| pass.mode == "exam").unwrap();
        assert_eq!((sat.module.as_str(), sat.score_permille, sat.assurance), ("first-day", 857, Assurance::Pin));
        assert_eq!((sat.day().to_string().as_str(), sat.received_ms, sat.sign_off), ("2026-11-22", NOW_MS, None));

        let assessor = store.add_person("Dr. Berg", "Physician").unwrap();
        store.set_first_pin(assessor.id, "4711", UTC).unwrap();
        let (by, signs_as) = (assessor.id, "Physician".to_owned());
        let signature = Signature { attempt, by, signs_as, outcome: SignOff::Confirmed, note: String::new() };
        store.sign_off(&signature, "4711", UTC).unwrap();
        send_all(home, &mut store);
        let before = home.central.passes_of(ana).unwrap();
        assert_eq!(before.iter().find(|pass| pass.mode == "exam").unwrap().sign_off, Some(SignOff::Confirmed));
        exam.logic_sha256 = "another".to_owned();
        exam.module = ids::ModuleId::new("fire").unwrap();
        let failed = store.open_attempt(&exam, UTC).unwrap();
        store.append(failed, 10, UTC, &[started("greet"), completed("greet", None), end(Outcome::NotPassed)], b"", None).unwrap();
        send_all(home, &mut store);
        home.central.refresh(&mut facts).unwrap();
        let tried: Vec<_> = facts.people[&ana].tries.iter().map(|tried| tried.module.to_string()).collect();
        assert_eq!(tried, ["fire"], "what was not passed is known, too");
        (home.tamper)("DELETE FROM pass_cache").unwrap();
        assert_eq!(home.central.passes_of(ana).unwrap(), []);
        assert_eq!(home.central.rebuild_passes().unwrap(), 2);
        let rebuilt = home.central.passes_of(ana).unwrap();
        assert_eq!(rebuilt, before, "a cache is made anew as it was");

        home.central.match_person(home.by.person, store.device(), person.id, None, NOW_MS + 6).unwrap();
        assert_eq!(home.central.passes_of(ana).unwrap(), []);
        home.central.refresh(&mut facts).unwrap();
        assert_eq!(facts.people[&ana].passes, [], "what was taken back no longer counts");
        assert!((home.tamper)("UPDATE person_match SET matched = NULL").is_err(), "a correction is a new line");
    });
}

#[test]
fn an_erased_person_is_unreadable_here_too_and_stays_so() {
    on_each(|home| {
        let (_folder, mut store, person) = somebody();
        pair(home, &mut store);
        played(&mut store, &person);
        send_all(home, &mut store);
        let key = store.next_parcel(NOW_MS, true).unwrap().unwrap();
        assert_eq!(key.people, [], "a key is sent once");
        store.erase_person(person.id).unwrap();
        send_all(home, &mut store);
        let known = home.central.device_people(home.by.person, true, 100, NOW_MS).unwrap();
        assert_eq!((known[0].is_erased, known[0].identity.clone()), (true, None));
        must_hold(home, store.device());
        let late = PersonLine { person: person.id, key: Some(format!("{}=", "A".repeat(43))) };
        send(home, &Parcel { people: vec![late], ..key });
        let known = home.central.device_people(home.by.person, true, 100, NOW_MS).unwrap();
        assert!(known[0].is_erased && known[0].identity.is_none(), "an old parcel does not bring a key back");
    });
}

#[test]
fn what_came_cannot_be_changed_and_a_change_all_the_same_is_found() {
    on_each(|home| {
        let (_folder, mut store, person) = somebody();
        pair(home, &mut store);
        let attempt = played(&mut store, &person);
        send_all(home, &mut store);
        for sql in
            ["UPDATE entry SET seq = 99", "DELETE FROM entry", "DELETE FROM entry_of_log", "UPDATE entry_of_log SET seq = 9"]
        {
            assert!((home.tamper)(sql).is_err(), "{sql}");
        }
        let drop = if home.is_file { "DROP TRIGGER entry_is_not_removed" } else { "DROP TRIGGER entry_stays ON entry" };
        (home.tamper)(drop).unwrap();
        (home.tamper)("DELETE FROM entry WHERE seq = 8").unwrap();
        let check = home.central.check_device(home.by.person, store.device(), NOW_MS).unwrap();
        assert_eq!((check.bad_entries[0].attempt, check.bad_entries[0].seq), (attempt, 7), "the end was cut");
    });
}

#[test]
fn gaps_are_answered_with_what_is_missing() {
    on_each(|home| {
        let (_folder, mut store, person) = somebody();
        pair(home, &mut store);
        let attempt = played(&mut store, &person);
        let whole = store.next_parcel(NOW_MS, false).unwrap().unwrap();
        let part =
            |from: usize, to: usize| Parcel { log: Vec::new(), entries: whole.entries[from..to].to_vec(), ..whole.clone() };
        let next = |receipt: Receipt| receipt.attempts[0].chain.next;
        assert_eq!(next(send(home, &part(3, 5))), 0, "from the header on");
        assert_eq!(next(send(home, &part(0, 3))), 3);
        assert_eq!(next(send(home, &part(5, 9))), 3);
        assert_eq!(next(send(home, &part(1, 6))), 6, "what is here is passed over");
        assert_eq!(next(send(home, &part(6, 9))), 9);
        let log = Parcel { log: whole.log[1..].to_vec(), entries: Vec::new(), ..whole.clone() };
        assert_eq!(send(home, &log).log.unwrap().next, 0);
        send_all(home, &mut store);
        assert_eq!(must_hold(home, store.device()).n_entries, 9);
        assert_eq!(store.sealed_entries(attempt).unwrap().len(), 9);
    });
}

#[test]
fn another_entry_for_the_same_place_is_kept_beside_and_counts_nowhere() {
    on_each(|home| {
        let (folder, mut store, person) = somebody();
        pair(home, &mut store);
        let attempt = broken_off(&mut store, &person);
        send_all(home, &mut store);
        let (path, copy) = (folder.path().join("records/practicum.db"), folder.path().join("copy.db"));
        drop(store);
        std::fs::copy(&path, &copy).unwrap();
        let mut store = Store::open(&path).unwrap();
        store.resume(attempt).unwrap();
        store.append(attempt, 30, UTC, &[completed("sign", None), started("leave")], b"", None).unwrap();
        store.append(attempt, 40, UTC, &[end(Outcome::Passed)], b"", None).unwrap();
        send_all(home, &mut store);
        let device = store.device();
        drop(store);
        // The PC was put back to the copy, and somebody goes on from there.
        let mut store = Store::open(&copy).unwrap();
        store.resume(attempt).unwrap();
        let others = [started("other"), completed("other", None), started("more"), completed("more", None), started("last")];
        for (at_ms, fact) in (50..).zip(others) {
            store.append(attempt, at_ms, UTC, &[fact], b"", None).unwrap();
        }
        played(&mut store, &person);
        send_all(home, &mut store);
        let waiting = store.waiting().unwrap().unwrap();
        assert!(waiting.is_nothing(), "all of it is there: {waiting:?}");
        let told = waiting.troubles.iter().find(|trouble| trouble.attempt == Some(attempt)).unwrap();
        assert_eq!((told.n_beside, told.refused.clone()), (5, None));
        assert!(waiting.troubles.iter().any(|trouble| trouble.attempt.is_none()), "the log of the device parted too");
        let check = home.central.check_device(home.by.person, device, NOW_MS).unwrap();
        assert_eq!(check.n_entries, 8 + 9, "what came first counts, and what is new");
        let conflicts = home.central.conflicts(device, 100).unwrap();
        let of_attempt: Vec<_> = conflicts.iter().filter(|one| one.attempt == Some(attempt)).collect();
        assert_eq!(of_attempt.iter().map(|one| one.seq).collect::<Vec<_>>(), [5, 6, 7, 8, 9]);
        assert!(of_attempt[0].counts.is_some() && of_attempt[4].counts.is_none());
        assert_eq!(of_attempt[0].bytes, store.sealed_entries(attempt).unwrap()[5].bytes, "kept as it came");
        store.send_everything_again().unwrap();
        send_all(home, &mut store);
        assert_eq!(home.central.conflicts(device, 100).unwrap(), conflicts, "and kept once");
    });
}

#[test]
fn a_line_that_does_not_hold_is_named_and_stops_its_own_attempt_only() {
    on_each(|home| {
        let (_folder, mut store, person) = somebody();
        pair(home, &mut store);
        let first = played(&mut store, &person);
        let second = played(&mut store, &person);
        let whole = store.next_parcel(NOW_MS, false).unwrap().unwrap();
        let mut changed = whole.clone();
        let text = String::from_utf8(changed.entries[3].clone()).unwrap();
        changed.entries[3] = text.replace("\"at_ms\":900", "\"at_ms\":901").into_bytes();
        let receipt = send(home, &changed);
        let of = |attempt| receipt.attempts.iter().find(|said| said.attempt == attempt).unwrap().chain.clone();
        let refused = of(first).refused.unwrap();
        assert_eq!((of(first).next, refused.seq), (4, 4), "the link after the changed one is what breaks");
        assert_eq!(refused.why, "it is not linked to the entry before it");
        assert_eq!(of(second), ChainReceipt { next: 9, ..ChainReceipt::default() });
        let receipt = send(home, &whole);
        let chain = &receipt.attempts[0].chain;
        assert_eq!((chain.conflicts.as_slice(), chain.next), ([3, 4, 5, 6, 7, 8].as_slice(), 9), "the true ones came too late");

        let text = String::from_utf8(whole.entries[8].clone()).unwrap();
        for (from, to, why) in [
            ("\"format\":1", "\"format\":9", "format 9 is unsupported"),
            ("\"fact\":\"attempt_closed\"", "\"fact\":\"attempt_dreamt\"", "cannot be read"),
        ] {
            let line = text.replace(from, to).replace("\"seq\":8", "\"seq\":4").into_bytes();
            let receipt = send(home, &Parcel { log: Vec::new(), entries: vec![line], ..whole.clone() });
            let refused = receipt.attempts[0].chain.refused.clone().unwrap();
            assert!(refused.why.contains(why), "{refused:?}");
        }
        let again = header(&store, &person);
        let entry = |seq, prev, fact| Entry { attempt: second, seq, at_ms: 70_000, utc: Utc::new(UTC).unwrap(), prev, fact };
        let head = Hash256::of(&whole.entries[17]);
        for (fact, why) in [
            (started("late"), "it follows the end of the attempt"),
            (Fact::AttemptStarted(Box::new(again)), "it follows the end of the attempt"),
        ] {
            let line = entry(9, head, fact).seal().bytes;
            let receipt = send(home, &Parcel { log: Vec::new(), entries: vec![line], ..whole.clone() });
            assert_eq!(receipt.attempts[0].chain.refused.clone().unwrap().why, why);
        }
    });
}

#[test]
fn nobody_sends_for_another_pc() {
    on_each(|home| {
        let ((_one, mut store, person), (_other, mut foreign, _)) = (somebody(), somebody());
        pair(home, &mut store);
        pair(home, &mut foreign);
        played(&mut store, &person);
        let parcel = store.next_parcel(NOW_MS, false).unwrap().unwrap();
        let refused = home.central.receive(foreign.device(), &parcel.to_bytes(), NOW_MS).unwrap().unwrap_err();
        assert!(matches!(refused, ParcelFault::BadLabel(_)), "{refused}");
        let relabelled = Parcel { device: foreign.device(), log: Vec::new(), ..parcel.clone() };
        let receipt = home.central.receive(foreign.device(), &relabelled.to_bytes(), NOW_MS).unwrap().unwrap();
        let refused = receipt.attempts[0].chain.refused.clone().unwrap();
        assert!(refused.why.starts_with("it was recorded on another device"), "{}", refused.why);
        send_all(home, &mut store);
        let receipt = home.central.receive(foreign.device(), &relabelled.to_bytes(), NOW_MS).unwrap().unwrap();
        assert!(receipt.attempts[0].chain.refused.is_some(), "also once it is here");
        let stranger = DeviceId(Id128([9; 16]));
        let unknown = home.central.receive(stranger, &Parcel { device: stranger, ..parcel.clone() }.to_bytes(), NOW_MS);
        assert!(matches!(unknown, Err(CentralError::Revoked)));

        let token = store.pairing().unwrap().unwrap().token;
        assert_eq!(home.central.paired_device(&token).unwrap(), store.device());
        home.central.revoke_device(home.by.person, store.device(), NOW_MS).unwrap();
        assert!(matches!(home.central.paired_device(&token), Err(CentralError::Revoked)));
        let late = home.central.receive(store.device(), &parcel.to_bytes(), NOW_MS);
        assert!(matches!(late, Err(CentralError::Revoked)), "also where it was on its way");
        pair(home, &mut store);
        send_all(home, &mut store);
        must_hold(home, store.device());
    });
}

#[test]
fn a_pairing_code_works_once_for_minutes_and_makes_patient() {
    on_each(|home| {
        let key = ServerKey::of(b"a public key");
        let code = home.central.issue_pairing_code(home.by.person, "Front desk", &key, NOW_MS).unwrap();
        assert!(code.fits(&key) && !code.fits(&ServerKey(None)));
        let token = Token::draw().unwrap();
        let asked = |device: u8, secret: &str, token: &Token| PairingRequest {
            format: EXCHANGE_FORMAT,
            secret: secret.to_owned(),
            device: DeviceId(Id128([device; 16])),
            token: token.as_str().to_owned(),
        };
        let pair = |asked: &PairingRequest, address: &str, at_ms| home.central.pair(asked, address, at_ms).unwrap();
        assert_eq!(pair(&asked(1, "00000000", &token), "a", NOW_MS), Pairing::CodeOver);
        assert_eq!(pair(&asked(1, &code.secret(), &token), "a", NOW_MS + PAIRING_LASTS_MS), Pairing::CodeOver);
        let done = Pairing::Done(Paired {
            format: EXCHANGE_FORMAT,
            organisation: "Harbour Clinic".to_owned(),
            name: "Front desk".to_owned(),
        });
        assert_eq!(pair(&asked(1, &code.secret(), &token), "a", NOW_MS), done);
        assert_eq!(pair(&asked(1, &code.secret(), &token), "a", NOW_MS), done, "the answer may have been lost");
        assert_eq!(pair(&asked(2, &code.secret(), &token), "a", NOW_MS), Pairing::CodeOver);
        assert_eq!(pair(&asked(1, &code.secret(), &Token::draw().unwrap()), "a", NOW_MS), Pairing::CodeOver);
        assert_eq!(home.central.paired_device(&token).unwrap(), DeviceId(Id128([1; 16])));
        for _ in 0..10 {
            pair(&asked(3, "00000000", &token), "b", NOW_MS);
        }
        assert!(matches!(pair(&asked(3, "00000000", &token), "b", NOW_MS), Pairing::Wait { wait_secs: 30 }));
        let query = AuditQuery { from_ms: 0, to_ms: i64::MAX, person: None, before: None, limit: 10 };
        let deeds: Vec<_> = home.central.audit(home.by.person, &query, NOW_MS).unwrap().iter().map(|line| line.deed).collect();
        assert_eq!(deeds, [Deed::AuditRead, Deed::DevicePaired, Deed::PairingCodeMade, Deed::SetUp]);
    });
}

#[test]
fn a_server_that_was_put_back_to_an_older_copy_gets_everything_again() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("central.sqlite"), folder.path().join("copy.sqlite"));
    let open = |path: &std::path::Path, by: Option<By>| {
        let central = Central::open_file(path).unwrap();
        let by = by.unwrap_or_else(|| administrator(&central));
        Home { central, by, tamper: Box::new(|_| Ok(())), is_file: true }
    };
    let home = open(&path, None);
    let by = home.by;
    let (_folder, mut store, person) = somebody();
    pair(&home, &mut store);
    played(&mut store, &person);
    send_all(&home, &mut store);
    drop(home);
    std::fs::copy(&path, &copy).unwrap();
    let home = open(&path, Some(by));
    played(&mut store, &person);
    send_all(&home, &mut store);
    drop(home);
    let home = open(&copy, Some(by));
    assert!(store.waiting().unwrap().unwrap().is_nothing(), "as far as this PC knows");
    let probe = store.next_parcel(NOW_MS, true).unwrap().unwrap();
    assert_eq!(store.take_receipt(&probe, &send(&home, &probe), UTC).unwrap(), Taken::FromTheStart);
    send_all(&home, &mut store);
    assert_eq!(must_hold(&home, store.device()).n_entries, 18);
}

#[test]
fn parcels_of_two_pcs_at_once_do_not_wait_for_ever_and_all_arrive() {
    on_each(|home| {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let (_folder, mut store, person) = somebody();
                    pair(home, &mut store);
                    for _ in 0..5 {
                        played(&mut store, &person);
                        send_all(home, &mut store);
                    }
                    must_hold(home, store.device());
                });
            }
        });
        assert_eq!(home.central.devices().unwrap().iter().map(|device| device.n_attempts).sum::<u64>(), 20);
    });
}
