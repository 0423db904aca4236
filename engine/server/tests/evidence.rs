//! Evidence over real HTTP: a PC sends, somebody takes a checkpoint and later a pack, and the pack verifies with the public key alone;
//! after the database was changed behind the server's back it does not. On SQLite and on a real PostgreSQL.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(dead_code, reason = "each test program uses what it needs")]
mod web;
#[path = "../../courier/tests/world/mod.rs"]
#[allow(dead_code, reason = "the organisation is set up through pages here")]
mod world;

use courier::{HttpCarrier, pass};
use databases::Postgres;
use pack::{Held, PackFindings, VerifyingKey, verify};
use std::io::Cursor;
use web::{Browser, Server};
use world::{Chance, Pc};

const DAYS: [(&str, &str); 2] = [("from", "2026-01-01"), ("to", "2099-12-31")];

/// Changes the database as somebody would who may write it.
type Tamper<'a> = dyn Fn(&str) + 'a;

fn key(page: &str) -> VerifyingKey {
    let start = page.split("id=\"key\" type=\"text\" readonly value=\"").nth(1).unwrap();
    VerifyingKey::parse(start.split('"').next().unwrap()).unwrap()
}

fn sync(server: &Server, pc: &mut Pc) {
    let pairing = pc.store().pairing().unwrap().unwrap();
    assert_eq!(pairing.address, server.running.url);
    pass(pc.store(), &mut HttpCarrier::new(&pairing).unwrap(), &courier::now_ms).unwrap();
    assert!(pc.store().waiting().unwrap().unwrap().is_nothing());
}

fn take_pack(auditor: &mut Browser, held: &str) -> Vec<u8> {
    let answer = auditor.post("/evidence/pack", &[DAYS.as_slice(), &[("held", held)]].concat());
    assert_eq!(answer.must_be(200).header("content-type"), "application/zip");
    answer.file().expect("it came to its end")
}

fn check(pack: &[u8], key: &VerifyingKey, held: &str) -> PackFindings {
    verify(Cursor::new(pack), key, Some(held)).unwrap()
}

fn evidence_is_taken_and_tampering_shows(server: &Server, tamper: &Tamper<'_>) {
    let mut administrator = server.administrator();
    let folder = world::folder();
    let (mut pc, mut chance) = (Pc::new(folder.path().join("practicum.db")), Chance(7));
    let page = administrator.post("/devices/code", &[("name", "Front desk")]);
    let line = page.between("value=\"practicum pair ", "\"").to_owned();
    courier::pair(pc.store(), &server.running.url, line.split(' ').nth(1).unwrap()).unwrap();
    for _ in 0..60 {
        pc.play(&mut chance);
    }
    sync(server, &mut pc);
    administrator.add("Ana Reyes", "ana@clinic.example", &[]);
    let (device, person) = (pc.store().device().to_string(), pc.people[0].id.to_string());
    let who = [("device", device.as_str()), ("person", &person), ("who", "ana@clinic.example"), ("deed", "say")];
    administrator.post("/devices/people", &who).must_lead_to("/devices/people?done");
    administrator.add("Olu Adeyemi", "olu@audit.example", &["auditor"]);
    let mut auditor = server.browser();
    auditor.sign_in("olu@audit.example", web::PASSWORD).must_lead_to("/");

    let checkpoint = auditor.get("/evidence/checkpoint.txt").must_be(200).body.clone();
    let page = auditor.get("/evidence");
    let key = key(&page.must_be(200).must_say("Lines of the register").body);
    assert!(checkpoint.starts_with(&format!("{}\n", key.name())), "{checkpoint}");
    for (fields, why) in [
        ([("from", "2026-02-01"), ("to", "2026-01-01")], "the last not before the first"),
        ([("from", ""), ("to", "soon")], "the last not before the first"),
        ([("from", "2098-01-01"), ("to", "2098-02-01")], "Nothing was received on these days"),
    ] {
        auditor.post("/evidence/pack", &fields).must_be(422).must_say(why);
    }
    let forged = checkpoint.replace("practicum/", "practicum/0");
    auditor
        .post("/evidence/pack", &[DAYS.as_slice(), &[("held", &forged)]].concat())
        .must_be(422)
        .must_say("no checkpoint of these records");

    // More comes after the checkpoint was taken; the PC is given one as well.
    for _ in 0..20 {
        pc.play(&mut chance);
    }
    sync(server, &mut pc);
    let on_the_pc = pc.store().held_checkpoints().unwrap();
    assert_eq!(on_the_pc.len(), 1, "one a day");
    let pack = take_pack(&mut auditor, &checkpoint);
    for held in [&checkpoint, &on_the_pc[0]] {
        let findings = check(&pack, &key, held);
        assert_eq!(findings.faults, []);
        assert!(findings.holds() && matches!(findings.held, Some(Held::Fits(_))), "{findings:?}");
        let counts = findings.counts;
        let n_entries: usize = pc.all.clone().iter().map(|attempt| pc.store().sealed_entries(*attempt).unwrap().len()).sum();
        assert_eq!((counts.n_attempts, counts.n_entries, counts.n_statements), (pc.all.len() as u64, n_entries as u64, 1));
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(&pack)).unwrap();
    let table = std::io::read_to_string(zip.by_name("attempts.csv").unwrap()).unwrap();
    assert_eq!(table.lines().count(), pc.all.len() + 1);
    assert!(table.contains("\"Ana Reyes\",\"Front desk\",\"first-day\""), "{table}");
    administrator.get("/audit").must_say("took an evidence pack");

    // One entry is exchanged for another, with its hash, by somebody who may write the database.
    let attempt = pc.all[0];
    tamper(&format!(
        "UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE attempt = '{attempt}' AND seq = 1), hash = (SELECT hash FROM entry WHERE attempt = '{attempt}' AND seq = 1) WHERE attempt = '{attempt}' AND seq = 0"
    ));
    let findings = check(&take_pack(&mut auditor, ""), &key, &checkpoint);
    let first = findings.faults.first().map(ToString::to_string).unwrap_or_default();
    assert!(first.contains(&format!("attempt {attempt}, entry 0")), "{findings:?}");

    // The attempt goes altogether, and the register is made anew without it: only a checkpoint that was held tells.
    tamper(&format!("DELETE FROM entry WHERE attempt = '{attempt}'; DELETE FROM attempt WHERE attempt = '{attempt}'"));
    tamper(&format!(
        "INSERT INTO register_waiting (organisation, chain, at_ms, line) SELECT organisation, line, position, line FROM register_line WHERE line NOT LIKE '%{attempt}%'"
    ));
    tamper("DELETE FROM register_line; DELETE FROM checkpoint");
    let anew = take_pack(&mut auditor, "");
    let alone = verify(Cursor::new(&anew), &key, None).unwrap();
    assert!(alone.faults.is_empty(), "nothing in the pack itself tells: {:?}", alone.faults);
    for held in [&checkpoint, &on_the_pc[0]] {
        assert!(!check(&anew, &key, held).holds(), "who holds a checkpoint knows");
    }
}

#[test]
fn on_the_embedded_database() {
    let server = Server::start();
    let path = server.folder().join("central.sqlite");
    evidence_is_taken_and_tampering_shows(&server, &|sql| {
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
            evidence_is_taken_and_tampering_shows(&server, &|sql| {
                database.tamper(&address, &format!("SET session_replication_role = replica; {sql}")).unwrap();
            });
        }
        Err(missing) => println!("SKIPPED: evidence on PostgreSQL: {missing}"),
    }
}

#[test]
fn the_key_is_made_once_for_nobody_else_to_read_and_another_key_signs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let options = web::options(server::Database::Folder(folder.path().to_owned()));
    let path = options.signing_key.clone().unwrap();
    server::start(&options).unwrap().stop().unwrap();
    let first = std::fs::read_to_string(&path).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    server::start(&options).unwrap().stop().unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
    // Lost, or another one: no second key is made, and nothing is signed.
    std::fs::remove_file(&path).unwrap();
    let server = Server { running: server::start(&options).unwrap(), _folder: None };
    assert!(!path.exists());
    let mut administrator = server.administrator();
    administrator.get("/evidence").must_be(200).must_say("the server that has the key");
    administrator.get("/evidence/checkpoint.txt").must_be(404);
    administrator.post("/evidence/pack", &DAYS).must_be(404);
    drop(server);
    std::fs::write(&path, "no key").unwrap();
    let refused = server::start(&options).map(|_| ()).unwrap_err();
    assert!(matches!(refused, server::ServeError::SigningKey { .. }), "{refused}");
}
