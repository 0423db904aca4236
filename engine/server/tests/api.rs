//! What programs ask over real HTTP: pairing, parcels, and bodies that no program of ours would send.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod web;

use ids::{AttemptId, DeviceId, Id128, ModuleId, PersonId, StepId};
use proptest::test_runner::{Config, TestRunner};
use record::{Assurance, Entry, Fact, Hash256, Header, Presentation, Utc};
use store::exchange::{Parcel, Receipt};
use web::{Answer, Browser, PASSWORD, Server, pair};

const DEVICE: DeviceId = DeviceId(Id128([7; 16]));

/// An attempt of three entries.
fn entries(device: DeviceId) -> Vec<Vec<u8>> {
    let attempt = AttemptId(Id128([1; 16]));
    let header = Header {
        person: PersonId(Id128([2; 16])),
        person_sealed: String::new(),
        demonstration: false,
        module: ModuleId::new("first-day").unwrap(),
        module_version: "1.0.0".to_owned(),
        n_steps: 2,
        package_sha256: String::new(),
        logic_sha256: String::new(),
        session_rules: 5,
        seed: "0123456789abcdef".to_owned(),
        mode: "guided".to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Headless,
        device,
        assurance: Assurance::SelfDeclared,
        guidance: Vec::new(),
        witness: None,
        test_out: false,
    };
    let step = || Fact::StepStarted { step: StepId::new("greet").unwrap() };
    let (mut prev, mut lines) = (Hash256::ZERO, Vec::new());
    for (seq, fact) in (0..).zip([Fact::AttemptStarted(Box::new(header)), step(), step()]) {
        let utc = Utc::new("2026-11-22T09:40:06Z").unwrap();
        let sealed = Entry { attempt, seq, at_ms: 10 * seq, utc, prev, fact }.seal();
        prev = sealed.hash;
        lines.push(sealed.bytes);
    }
    lines
}

fn parcel(entries: Vec<Vec<u8>>) -> Parcel {
    Parcel { device: DEVICE, told_ms: 0, n_waiting: 3, people: Vec::new(), log: Vec::new(), entries }
}

fn send(browser: &mut Browser, token: &str, body: &[u8]) -> Answer {
    let mut program = Browser { cookies: Vec::new(), more: format!("Authorization: Bearer {token}\r\n"), ..browser.clone() };
    program.post_of_kind("/api/v1/records", "application/x-ndjson", body)
}

#[test]
fn a_paired_pc_sends_and_the_pages_show_it_until_its_pairing_ends() {
    let server = Server::start();
    let mut administrator = server.administrator();
    administrator.get("/devices").must_be(200).must_say("No PC is paired yet");
    administrator.post("/devices/code", &[("name", " ")]).must_be(422).must_say("The PC's name is missing");
    let token = pair(&mut administrator, &DEVICE.to_string());
    administrator.get("/devices").must_say("Front desk").must_say("never");
    let answer = send(&mut administrator, &token, &parcel(entries(DEVICE)).to_bytes());
    assert_eq!(answer.must_be(200).header("content-type"), "application/json");
    let receipt: Receipt = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((receipt.attempts[0].chain.next, receipt.held.n_lines), (3, 3));
    let again = send(&mut administrator, &token, &parcel(entries(DEVICE)).to_bytes());
    assert_eq!(again.body, answer.body, "twice is once");
    let page = administrator.get(&format!("/devices/{DEVICE}"));
    // The clock in the parcel stood at 1970.
    page.must_be(200).must_say("Front desk").must_say("Its own clock then").must_say("hours off").must_say("nothing");
    administrator.get(&format!("/devices/{DEVICE}/check")).must_be(200).must_say("the device log does not name the attempt");

    let people = administrator.get("/devices/people");
    people.must_say("Somebody whose name did not come yet").must_say("1 attempt");
    administrator.add("Nadia Okafor", "nadia@clinic.example", &[]);
    let person = "02".repeat(16);
    let say = |who| [("device", DEVICE.to_string()), ("person", person.clone()), ("who", who), ("deed", "say".to_owned())];
    let say = |administrator: &mut Browser, who: &str| {
        let fields = say(who.to_owned());
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        administrator.post("/devices/people", &fields)
    };
    say(&mut administrator, "nobody@clinic.example").must_be(422).must_say("Nobody here has this address");
    say(&mut administrator, "nadia okafor").must_lead_to("/devices/people?done");
    administrator.get("/devices/people").must_say("Nobody waits for a name here");
    administrator.get("/devices/people?all=1").must_say("This is Nadia Okafor, says Ingrid Solberg");
    administrator.get("/audit").must_say("said who somebody on a PC is").must_say("made a pairing code for a PC");

    administrator.post(&format!("/devices/{DEVICE}/revoke"), &[]).must_lead_to("/devices?revoked");
    administrator.get("/devices").must_say("Ended");
    send(&mut administrator, &token, &parcel(entries(DEVICE)).to_bytes()).must_be(403).must_say("\"error\":\"revoked\"");
}

#[test]
fn entries_in_conflict_stand_on_the_page_as_they_came() {
    let server = Server::start();
    let mut administrator = server.administrator();
    let token = pair(&mut administrator, &DEVICE.to_string());
    let lines = entries(DEVICE);
    send(&mut administrator, &token, &parcel(lines.clone()).to_bytes()).must_be(200);
    let other = String::from_utf8(lines[2].clone()).unwrap().replace("greet", "<b>other");
    let receipt = send(&mut administrator, &token, &parcel(vec![other.clone().into_bytes()]).to_bytes());
    receipt.must_be(200).must_say("\"refused\"");
    let other = other.replace("<b>other", "other").into_bytes();
    send(&mut administrator, &token, &parcel(vec![other]).to_bytes()).must_be(200).must_say("\"conflicts\":[2]");
    administrator.get("/devices").must_say("1 entry in conflict");
    administrator
        .get(&format!("/devices/{DEVICE}"))
        .must_say("entry 2")
        .must_say("&quot;step&quot;:&quot;other&quot;")
        .must_say("&quot;step&quot;:&quot;greet&quot;");
}

#[test]
fn nobody_without_a_token_is_heard_and_codes_are_not_guessed() {
    let server = Server::start();
    let mut administrator = server.administrator();
    let token = pair(&mut administrator, &DEVICE.to_string());
    let mut manager = server.browser();
    administrator.add("Hannah Brandt", "hannah@clinic.example", &["manager"]);
    manager.sign_in("hannah@clinic.example", PASSWORD).must_lead_to("/");
    pair(&mut manager, &"08".repeat(16));
    let body = parcel(entries(DEVICE)).to_bytes();
    // A session of a person is none of a PC.
    administrator.post_of_kind("/api/v1/records", "application/x-ndjson", &body).must_be(401);
    let other = store::central::Token::draw().unwrap();
    for wrong in ["", "x", &token[1..], other.as_str()] {
        send(&mut administrator, wrong, &body).must_be(401).must_say("Pair this PC first");
    }
    let mut program = server.browser();
    let asked = |secret: &str| {
        format!("{{\"format\":1,\"secret\":\"{secret}\",\"device\":\"{DEVICE}\",\"token\":\"{}\"}}", other.as_str()).into_bytes()
    };
    for _ in 0..10 {
        program.post_of_kind("/api/v1/pair", "application/json", &asked("00000000")).must_be(410).must_say("code-over");
    }
    let slow = program.post_of_kind("/api/v1/pair", "application/json", &asked("00000000"));
    assert_eq!(slow.must_be(429).header("retry-after"), "30");
    for _ in 0..40 {
        send(&mut program, "wrong", b"");
    }
    assert_eq!(
        send(&mut program, "wrong", b"").must_be(429).header("retry-after").parse::<u64>().map(|wait| wait <= 60),
        Ok(true)
    );
    send(&mut administrator, &token, &body).must_be(200);
}

#[test]
fn hostile_bodies_are_answered_in_words_and_change_nothing() {
    let server = Server::start();
    let mut administrator = server.administrator();
    let token = pair(&mut administrator, &DEVICE.to_string());
    let whole = parcel(entries(DEVICE)).to_bytes();
    for (kind, status) in [("text/plain", 400), ("application/x-www-form-urlencoded", 400), ("application/x-ndjson", 200)] {
        let mut program =
            Browser { cookies: Vec::new(), more: format!("Authorization: Bearer {token}\r\n"), ..administrator.clone() };
        program.post_of_kind("/api/v1/records", kind, &whole).must_be(status);
    }
    send(&mut administrator, &token, &vec![b'x'; 1_100_000]).must_be(413);
    send(&mut administrator, &token, b"").must_be(400).must_say("bad-parcel");
    send(&mut administrator, &token, b"{\"format\":2}\n").must_be(400).must_say("format 2");
    let deep = format!("{}\n", "[".repeat(200_000));
    send(&mut administrator, &token, deep.as_bytes()).must_be(400);
    let lines = entries(DEVICE);
    let no_entry = parcel(vec![b"{\"seq\":1}".to_vec()]).to_bytes();
    send(&mut administrator, &token, &no_entry).must_be(400).must_say("line 1 after the label");
    let huge = String::from_utf8(lines[0].clone()).unwrap().replace("\"seq\":0", "\"seq\":18446744073709551615");
    send(&mut administrator, &token, &parcel(vec![huge.into_bytes()]).to_bytes()).must_be(200);
    for path in ["/api", "/api/v1", "/api/v1/records/x", "/api/v2/records"] {
        let status = administrator.get(path).status;
        assert_eq!(status, 404, "{path}");
    }
    administrator.get("/api/v1/records").must_be(404).must_say("\"error\":\"not-found\"");

    let mut runner = TestRunner::new(Config { cases: 150, failure_persistence: None, ..Config::default() });
    let changes = proptest::collection::vec((0..whole.len(), proptest::prelude::any::<u8>()), 1..6);
    let hostile = runner.run(&(changes, 0..whole.len()), |(changes, cut)| {
        let mut body = whole.clone();
        changes.iter().for_each(|(at, byte)| body[*at] = *byte);
        if cut % 3 == 0 {
            body.truncate(cut);
        }
        let answer = send(&mut administrator.clone(), &token, &body);
        assert!([200, 400].contains(&answer.status), "{} to {}", answer.status, String::from_utf8_lossy(&body));
        Ok(())
    });
    hostile.unwrap();
    administrator.get(&format!("/devices/{DEVICE}")).must_be(200);
}
