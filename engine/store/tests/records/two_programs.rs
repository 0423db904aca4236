//! Two programs on one record file: both wait their turn, and neither writes over the other.

use crate::sample::{UTC, completed, header, new_store};
use record::Fact;
use std::path::Path;
use std::thread;
use store::{Store, StoreError};

#[test]
fn two_programs_append_at_the_same_time_and_nothing_is_lost() {
    let (_folder, path, mut store) = new_store();
    let ana = store.add_person("Ana", "").unwrap();
    let play = |path: &Path| {
        let mut store = Store::open(path).unwrap();
        let header = header(&store, &ana);
        let attempt = store.open_attempt(&header, UTC).unwrap();
        for n in 0..40_u64 {
            store.append(attempt, n, UTC, &[completed("greet", Some(n.to_string()))], b"x", Some(b"s")).unwrap();
        }
        store.append(attempt, 40, UTC, &[Fact::Left], b"", None).unwrap();
    };
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| play(&path));
        }
    });
    let (attempts, bad) = store.attempts(ana.id).unwrap();
    assert_eq!((attempts.iter().map(|attempt| attempt.n_entries).collect::<Vec<_>>(), bad), (vec![42; 3], vec![]));
    let verification = store.verify().unwrap();
    assert!(verification.is_sound(), "{verification}");
}

#[test]
fn first_start_of_two_programs_at_once_makes_one_file() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("practicum.db");
        let devices = thread::scope(|scope| {
            let opening: Vec<_> = (0..4).map(|_| scope.spawn(|| Store::open(&path).unwrap().device())).collect();
            opening.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(devices.iter().all(|device| *device == devices[0]));
    }
}

#[test]
fn attempt_continued_elsewhere_is_not_written_over() {
    let (_folder, path, mut here) = new_store();
    let ana = here.add_person("Ana", "").unwrap();
    let header = header(&here, &ana);
    let attempt = here.open_attempt(&header, UTC).unwrap();
    let mut there = Store::open(&path).unwrap();
    there.resume(attempt).unwrap();
    there.append(attempt, 10, UTC, &[Fact::Continued], b"", None).unwrap();
    assert!(matches!(here.append(attempt, 10, UTC, &[Fact::Paused], b"", None).unwrap_err(), StoreError::MovedOn(_)));
    here.resume(attempt).unwrap();
    here.append(attempt, 11, UTC, &[Fact::Paused], b"", None).unwrap();
    assert!(here.verify().unwrap().is_sound());
}
