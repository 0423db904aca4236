//! How fast the pages about training are with 10,000 people and 6 courses, on the embedded database; `-- 1000` for fewer people.
//!
//! `cargo run --release -p server --example overview_speed`

#![allow(clippy::unwrap_used, reason = "what cannot go on has failed")]

use assignment::{FirstDue, Recurrence, To};
use ids::{ModuleId, PersonId};
use record::Day;
use server::{Catalogue, Module, Options};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;
use store::central::*;

const MODULES: [&str; 6] = ["first-day", "privacy", "hygiene", "autoclave", "phishing", "specimen"];

fn main() {
    let n_people: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let folder = std::env::temp_dir().join(format!("practicum-overview-{}", std::process::id()));
    let (central, by, people) = fill(&folder, n_people);
    let module = |id: &&str| Module {
        id: ModuleId::new(id).unwrap(),
        titles: BTreeMap::from([(String::new(), (*id).to_owned())]),
        version: "1.0.0".to_owned(),
        renew_after_days: None,
    };
    let catalogue = Catalogue { courses: Vec::new(), modules: MODULES.iter().map(module).collect() };
    let database = server::Database::Folder(folder.clone());
    let options = Options {
        address: "127.0.0.1:0".parse().unwrap(),
        database,
        tls: None,
        behind_proxy: None,
        proxy_certificate: None,
        signing_key: None,
        catalogue,
    };
    let running = server::start(&options).unwrap();
    let session = central.finish_sign_in(by.person, "192.0.2.1", "", now_ms()).unwrap();
    let cookie = format!("practicum={}", session.token.as_str());
    let get = |path: &str| {
        let begun = Instant::now();
        let mut stream = TcpStream::connect(running.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {}", answer.lines().next().unwrap_or_default());
        (begun.elapsed().as_secs_f64() * 1_000.0, answer.len())
    };
    let (first, n_bytes) = get("/overview");
    println!("first overview after the start {first:.0} ms, {} kB", n_bytes / 1_000);
    let past = Day::from_unix_secs(now_ms() / 1_000).plus_days(-100);
    let person = people[n_people / 2];
    for (name, path) in [
        ("overview", "/overview".to_owned()),
        ("overview, overdue, page 20", "/overview?status=overdue&page=20".to_owned()),
        ("overview, found by name", "/overview?find=person+42".to_owned()),
        ("overview of a past day", format!("/overview?day={past}")),
        ("a person's training", format!("/people/{person}/training")),
        ("my training", "/training".to_owned()),
        ("people", "/people".to_owned()),
        ("courses", "/courses".to_owned()),
        ("groups", "/groups".to_owned()),
    ] {
        let times = (0..200).map(|_| get(&path).0).collect();
        tell(name, times);
    }
    let times = (0..200).map(|n| {
        central
            .change_person(
                by,
                people[n],
                &PersonTexts { name: format!("Changed {n}"), email: String::new(), job_title: "Nurse".into() },
                now_ms(),
            )
            .unwrap();
        get("/overview").0
    });
    tell("overview, right after somebody changed", times.collect());
    tell("the whole overview as CSV", (0..10).map(|_| get("/overview/export/csv").0).collect());
    running.stop().unwrap();
    drop(central);
    std::fs::remove_dir_all(&folder).unwrap();
}

fn tell(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{name}: p50 {:.1} ms, p99 {:.1} ms", at(0.5), at(0.99));
}

fn now_ms() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as i64
}

/// People by one list, in 20 groups, each course by rule, and what most of them learned elsewhere.
fn fill(folder: &std::path::Path, n_people: usize) -> (Central, By, Vec<PersonId>) {
    let central = Central::open_file(&folder.join("central.sqlite")).unwrap();
    let link = central.issue_set_up_link(now_ms()).unwrap().unwrap();
    let person = PersonTexts { name: "Ingrid Solberg".into(), email: "ingrid@clinic.example".into(), job_title: String::new() };
    let password = PasswordHash::of("three green apples").unwrap();
    let person = central.set_up(&link, &SetUp { organisation: "Harbour Clinic".into(), person, password }, now_ms()).unwrap();
    let by = By { person, reach: Reach::Everybody };
    let today = Day::from_unix_secs(now_ms() / 1_000);
    let row = |n: usize| format!("p{n}@clinic.example,Person {n},Nurse,Group {},2024-01-07\n", n % 20);
    let list = format!("email,name,job title,groups,starts\n{}", (1..n_people).map(row).collect::<String>());
    let begun = Instant::now();
    let seen = central.send_roster(by, list.as_bytes(), today, now_ms()).unwrap();
    println!("a list of {n_people} looked at in {:.1} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    central.take_roster(by, seen.upload, &seen.digest, today, |day| (day.unix_secs() + 86_400) * 1_000, now_ms()).unwrap();
    println!("taken over in {:.1} s", begun.elapsed().as_secs_f64());
    let mut facts = Facts::default();
    central.refresh(&mut facts).unwrap();
    let made = today.plus_days(-300);
    let module = |id: &str| ModuleId::new(id).unwrap();
    for id in MODULES {
        let recurrence = Some(Recurrence::AfterPass { days: 365 });
        let terms = Terms { due: FirstDue::Within { days: 60 }, grace_days: 7, recurrence, may_test_out: false };
        let new = NewAssignment { subject: Subject::Module(module(id)), modules: vec![module(id)], to: To::Everybody, terms };
        central.assign(by.person, &[new], made, now_ms()).unwrap();
    }
    let people: Vec<PersonId> = facts.people.keys().copied().collect();
    let begun = Instant::now();
    for (n, person) in people.iter().enumerate() {
        for turn in 0..2 {
            let passed = MODULES.iter().skip((n + turn) % 3).map(|id| (module(id), None)).collect();
            let on = today.plus_days(-((n * 7 + turn * 190) as i64 % 400));
            let new = NewOutside { modules: passed, kind: OutsideKind::Classroom, on, note: "List".into() };
            central.record_outside(by.person, *person, &new, now_ms()).unwrap();
        }
    }
    println!("{} records of training elsewhere written in {:.0} s", people.len() * 2, begun.elapsed().as_secs_f64());
    (central, by, people)
}
