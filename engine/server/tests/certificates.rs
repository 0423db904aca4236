//! Certificates over real HTTP: a PC sends exams, whoever passed sees and takes what is theirs, others only with a line in the log.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(dead_code, reason = "each test program uses what it needs")]
mod web;

use courier::{HttpCarrier, pass};
use databases::Postgres;
use ids::{AttemptId, ModuleId};
use pack::{Held, VerifyingKey, verify};
use record::{Assurance, Fact, Header, Outcome, Presentation};
use std::io::Cursor;
use store::{Person, Store};
use web::{PASSWORD, Server};

fn header(pc: &Store, person: &Person, mode: &str) -> Header {
    Header {
        person: person.id,
        person_sealed: pc.seal_identity(person).unwrap(),
        demonstration: false,
        module: ModuleId::new("autoclave").unwrap(),
        module_version: "1.0.0".to_owned(),
        n_steps: 3,
        package_sha256: String::new(),
        logic_sha256: String::new(),
        session_rules: 5,
        seed: "0123456789abcdef".to_owned(),
        mode: mode.to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Desktop,
        device: pc.device(),
        assurance: Assurance::Pin,
        guidance: Vec::new(),
        witness: None,
        test_out: false,
    }
}

fn play(pc: &mut Store, person: &Person, mode: &str) -> AttemptId {
    let attempt = pc.open_attempt(&header(pc, person, mode), "2026-11-22T09:40:06Z").unwrap();
    let closing = Fact::AttemptClosed {
        outcome: Outcome::Passed,
        score_permille: 920,
        pass_score_permille: 800,
        critical_mistakes: 0,
        mistakes: 1,
        hints: 0,
        took_ms: 125_000,
        input_trace_sha256: String::new(),
    };
    pc.append(attempt, 125_000, "2026-11-22T09:42:11Z", &[closing], b"", None).unwrap();
    attempt
}

fn whoever_passed_takes_the_certificate_and_others_leave_a_line(server: &Server, tamper: &dyn Fn(&str)) {
    let mut administrator = server.administrator();
    let folder = tempfile::tempdir().unwrap();
    let mut pc = Store::open(&folder.path().join("practicum.db")).unwrap();
    let page = administrator.post("/devices/code", &[("name", "Front desk")]);
    let line = page.between("value=\"practicum pair ", "\"").to_owned();
    courier::pair(&mut pc, &server.running.url, line.split(' ').nth(1).unwrap()).unwrap();
    let ana = pc.add_person("Ana Reyes", "Nurse").unwrap();
    let exam = play(&mut pc, &ana, "exam");
    let practice = play(&mut pc, &ana, "practice");
    let pairing = pc.pairing().unwrap().unwrap();
    pass(&mut pc, &mut HttpCarrier::new(&pairing).unwrap(), &courier::now_ms).unwrap();
    let ana_id = administrator.add("Ana Reyes", "ana@clinic.example", &[]);
    administrator.add("Leo Marchetti", "leo@clinic.example", &[]);
    let who = [
        ("device", pc.device().to_string()),
        ("person", ana.id.to_string()),
        ("who", "ana@clinic.example".into()),
        ("deed", "say".into()),
    ];
    let who: Vec<(&str, &str)> = who.iter().map(|(name, value)| (*name, value.as_str())).collect();
    administrator.post("/devices/people", &who).must_be(303);

    let own = |exam: AttemptId| format!("/training/certificates/{exam}");
    let mut trainee = server.browser();
    trainee.sign_in("ana@clinic.example", PASSWORD).must_lead_to("/");
    trainee.get("/training").must_be(200).must_say(&own(exam)).must_say("Take my record with me");
    assert!(!trainee.get("/training").body.contains(&own(practice)), "only an exam is certified");
    let page = trainee.get(&own(exam));
    page.must_be(200).must_say("Ana Reyes passed the exam “The autoclave, weekly”.").must_say("92 %; 80 % was needed");
    page.must_say("22 November 2027").must_say("2 min 5 s").must_say("They typed their own PIN.").must_say("Front desk");
    page.must_say("Line of the register").must_say("--held checkpoint.txt");
    let head = pc.sealed_entries(exam).unwrap().last().unwrap().hash.to_string();
    page.must_say(&head);
    for path in [own(practice), own(AttemptId(ids::Id128::parse(&"0".repeat(32)).unwrap())), own(exam) + "0"] {
        trainee.get(&path).must_be(404);
    }

    // What is on the page is what `practicum verify` takes.
    let checkpoint = trainee.get(&(own(exam) + "?file=checkpoint")).must_be(200).body.clone();
    let key = administrator.get("/evidence").between("id=\"key\" type=\"text\" readonly value=\"", "\"").to_owned();
    page.must_say(&key);
    let days = [("from", "2026-01-01"), ("to", "2099-12-31"), ("held", "")];
    let pack = administrator.post("/evidence/pack", &days).file().unwrap();
    let findings = verify(Cursor::new(&pack), &VerifyingKey::parse(&key).unwrap(), Some(&checkpoint)).unwrap();
    assert!(findings.holds() && matches!(findings.held, Some(Held::Fits(_))), "{findings:?}");

    // The record that Ana takes has every entry of hers, as it was hashed.
    let record: serde_json::Value = serde_json::from_str(&trainee.get("/training/record/json").must_be(200).body).unwrap();
    assert_eq!((&record["person"]["email"], record["attempts"].as_array().unwrap().len()), (&"ana@clinic.example".into(), 2));
    for attempt in [exam, practice] {
        let told = record["attempts"].as_array().unwrap().iter().find(|told| told["attempt"] == attempt.to_string()).unwrap();
        let entries = told["entries"].as_array().unwrap().iter();
        let entries: Vec<_> = entries.map(|one| one["bytes"].as_str().unwrap().as_bytes().to_vec()).collect();
        let kept: Vec<_> = pc.sealed_entries(attempt).unwrap().into_iter().map(|line| line.bytes).collect();
        assert_eq!(entries, kept);
    }
    let table = trainee.get("/training/record/csv").must_be(200).body.clone();
    assert_eq!(table.lines().filter(|line| line.ends_with("\"yes\",\"yes\",\"yes\"")).count(), 1, "{table}");
    trainee.get("/training/record/exe").must_be(404);

    // Nobody else's without a role, and never without a line.
    let mut other = server.browser();
    other.sign_in("leo@clinic.example", PASSWORD).must_lead_to("/");
    other.get(&own(exam)).must_be(404);
    other.get(&format!("/people/{ana_id}/certificates/{exam}")).must_be(403);
    let empty: serde_json::Value = serde_json::from_str(&other.get("/training/record/json").must_be(200).body).unwrap();
    assert_eq!(empty["attempts"], serde_json::json!([]));
    assert!(!administrator.get("/audit").body.contains("certificate"), "one's own is not logged");
    administrator.get(&format!("/people/{ana_id}/certificates/{exam}")).must_be(200).must_say("Ana Reyes");
    administrator.get("/audit").must_say("read somebody's certificate");

    // Somebody who may write the database exchanges an entry.
    tamper(&format!(
        "UPDATE entry SET hash = (SELECT hash FROM entry WHERE attempt = '{practice}' AND seq = 0) WHERE attempt = '{exam}' AND seq = 0"
    ));
    trainee.get(&own(exam)).must_be(200).must_say("do not hold");
}

#[test]
fn on_the_embedded_database() {
    let server = Server::start();
    let path = server.folder().join("central.sqlite");
    whoever_passed_takes_the_certificate_and_others_leave_a_line(&server, &|sql| {
        let db = rusqlite::Connection::open(&path).unwrap();
        let triggers = "SELECT group_concat('DROP TRIGGER ' || name || ';', ' ') FROM sqlite_master WHERE type = 'trigger'";
        let drops: Option<String> = db.query_row(triggers, [], |row| row.get(0)).unwrap();
        db.execute_batch(&drops.unwrap_or_default()).unwrap();
        db.execute_batch(sql).unwrap();
    });
}

#[test]
fn on_a_real_postgresql() {
    match Postgres::shared() {
        Ok(database) => {
            let address = database.make_database().unwrap();
            let server = Server::on_postgres(&address);
            whoever_passed_takes_the_certificate_and_others_leave_a_line(&server, &|sql| {
                database.tamper(&address, &format!("SET session_replication_role = replica; {sql}")).unwrap();
            });
        }
        Err(missing) => println!("SKIPPED: certificates on PostgreSQL: {missing}"),
    }
}
