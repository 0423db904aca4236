//! People, lists, assignments and the overview over real HTTP: as a manager uses them, and as somebody would who means harm.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod web;

use databases::Postgres;
use web::{Browser, PASSWORD, Server};

const LIST: &str = "\u{feff}Correo;Nombre;Puesto;Grupos;Inicio\r\n\
                    leo@clinic.example;Leo Marchetti;Front desk;Front Desk;2025-01-07\r\n\
                    nadia@clinic.example;Nadia Okafor;Nurse;Ward;2025-02-01\r\n\
                    sam@clinic.example;=HYPERLINK(0);Porter;Ward;1.3.2025\r\n";

/// Each test's own server, on the embedded database and on a real PostgreSQL.
fn on_each(test: impl Fn(&Server)) {
    test(&Server::start());
    match Postgres::shared() {
        Ok(postgres) => test(&Server::on_postgres(&postgres.make_database().unwrap())),
        Err(missing) => println!("SKIPPED: assigning on PostgreSQL: {missing}"),
    }
}

fn take(browser: &mut Browser, list: &[u8]) {
    let page = browser.send_list(list);
    let upload = page.must_be(200).between("/people/import/", "\"").to_owned();
    let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
    browser.post(&format!("/people/import/{upload}"), &[("seen", &seen)]).must_be(303);
}

fn id_of(browser: &mut Browser, name: &str) -> String {
    let page = browser.get(&format!("/people?find={name}"));
    page.must_be(200).between("<tbody>", "</tbody>").split("/people/").nth(1).unwrap()[..32].to_owned()
}

/// The cell of a person in the export, by course.
fn status_of(browser: &mut Browser, name: &str, course: &str, query: &str) -> (String, String) {
    let answer = browser.get(&format!("/overview/export/json{query}"));
    let whole: serde_json::Value = serde_json::from_str(&answer.must_be(200).body).unwrap();
    let people = whole["people"].as_array().unwrap();
    let Some(person) = people.iter().find(|person| person["name"] == name) else { return ("nobody".to_owned(), String::new()) };
    let cell = person["courses"].as_array().unwrap().iter().find(|cell| cell["course"] == course);
    let text = |key: &str| cell.and_then(|cell| cell[key].as_str()).unwrap_or_default().to_owned();
    (text("status"), text("day"))
}

#[test]
fn a_manager_takes_over_a_list_assigns_by_rule_and_sees_how_everybody_stands() {
    on_each(|server| {
        let mut manager = server.administrator();
        manager.get("/overview").must_be(200).must_say("Nothing was assigned on this day");
        let page = manager.send_list(LIST.as_bytes());
        page.must_say("<strong>3</strong> added").must_say("New groups: Front Desk, Ward").must_say("Take over 3 rows");
        assert!(manager.get("/people").body.contains("1 person"), "looking changes nobody");
        take(&mut manager, LIST.as_bytes());
        manager.get("/people?added=3&changed=0").must_say("3 added, 0 changed").must_say("4 people");
        manager.send_list(LIST.as_bytes()).must_say("There is nothing to take over");

        let groups = manager.get("/groups");
        let desk = groups.between("href=\"/groups/", "\"").to_owned();
        manager.get(&format!("/groups/{desk}")).must_say("Leo Marchetti");
        let in_desk = manager.get(&format!("/people?group={desk}"));
        assert!(in_desk.must_say("1 person").must_say("Leo Marchetti").body.find("Nadia").is_none());
        manager.get(&format!("/assignments/new?group={desk}")).must_be(200).must_say("See whom it touches");
        let rule = manager.assign("course/new-hire", &[("who", "group"), ("group", &desk)]);
        manager.get(&format!("/assignments/{rule}")).must_say("Everybody in Front Desk").must_say("within 14 days");
        let page = manager.get("/overview");
        page.must_say("New hire").must_say("Not assigned").must_say("Leo Marchetti");
        assert_eq!(status_of(&mut manager, "Leo Marchetti", "course/new-hire", "").0, "due");
        assert_eq!(status_of(&mut manager, "Nadia Okafor", "course/new-hire", "").0, "not-assigned");
        // Whoever joins later is reached, whoever leaves is not.
        let nadia = id_of(&mut manager, "Nadia");
        let back = format!("/people/{nadia}?done=saved");
        manager.post(&format!("/people/{nadia}/groups"), &[("group", &desk), ("do", "join")]).must_lead_to(&back);
        assert_eq!(status_of(&mut manager, "Nadia Okafor", "course/new-hire", "").0, "due");
        manager.post(&format!("/people/{nadia}/groups"), &[("group", &desk), ("do", "leave")]).must_lead_to(&back);
        assert_eq!(status_of(&mut manager, "Nadia Okafor", "course/new-hire", "").0, "not-assigned");

        // What was learned elsewhere makes it green, and a withdrawal undoes that.
        let leo = format!("/people/{}", id_of(&mut manager, "Leo"));
        let outside = |on: &'static str| {
            [("subject", "course/new-hire"), ("kind", "classroom"), ("on", on), ("until", ""), ("note", "Ms Ortega")]
        };
        manager.post(&format!("{leo}/outside"), &outside("2999-01-01")).must_be(422).must_say("This day has not come");
        manager.post(&format!("{leo}/outside"), &outside("yesterday")).must_be(422).must_say("A day is written as");
        manager.post(&format!("{leo}/outside"), &outside("2025-03-01")).must_lead_to(&format!("{leo}/training?done=recorded"));
        assert_eq!(status_of(&mut manager, "Leo Marchetti", "course/new-hire", ""), ("done".to_owned(), "2025-03-01".to_owned()));
        let page = manager.get(&format!("{leo}/training"));
        page.must_say("Your first day").must_say("Ms Ortega").must_say("Recorded by Ingrid Solberg");
        let line = page.between("name=\"line\" value=\"", "\"").to_owned();
        let withdraw = format!("{leo}/outside/withdraw");
        manager.post(&withdraw, &[("line", &line), ("why", "")]).must_be(422).must_say("The reason is missing");
        manager.post(&withdraw, &[("line", &line), ("why", "Another Leo")]).must_be(303);
        assert_eq!(status_of(&mut manager, "Leo Marchetti", "course/new-hire", "").0, "due");
        manager.get(&format!("{leo}/training")).must_say("Another Leo");
        let exempt =
            [("assignment", rule.as_str()), ("from", "2025-01-01"), ("exempt-until", "2999-01-01"), ("reason", "On leave")];
        manager.post(&format!("{leo}/exempt"), &exempt).must_be(303);
        let exempt = ("exempt".to_owned(), "2999-01-01".to_owned());
        assert_eq!(status_of(&mut manager, "Leo Marchetti", "course/new-hire", ""), exempt);

        // Before the assignment was made there was nothing; what nobody has reached finds nobody.
        manager.get("/overview?day=2020-01-01").must_say("As it was on 1 January 2020").must_say("Nothing was assigned");
        manager.get("/overview?day=2999-01-01").must_say("is not later than today");
        manager.get("/overview?find=zzz&status=overdue&group=x&course=x").must_be(200).must_say("Nobody is found");
        manager.post(&format!("/assignments/{rule}/end"), &[]).must_be(303);
        manager.post(&format!("/assignments/{rule}/end"), &[]).must_be(404);
        assert_eq!(status_of(&mut manager, "Leo Marchetti", "course/new-hire", "").0, "");
        manager
            .get("/audit")
            .must_say("took over a list of people")
            .must_say("exempted somebody")
            .must_say("took the overview as a file");
        manager.get("/audit/check").must_say("The chain holds");
    });
}

#[test]
fn nothing_is_assigned_but_what_was_looked_at() {
    let server = Server::start();
    let mut manager = server.administrator();
    let fields = |do_it: &'static str, within: &'static str| {
        [
            ("subject", "module/fire"),
            ("who", "everybody"),
            ("due", "within"),
            ("due-within", within),
            ("grace", "0"),
            ("again", "none"),
            ("do", do_it),
        ]
    };
    manager.post("/assignments/new", &fields("assign", "14")).must_be(422).must_say("Nothing is assigned yet");
    let page = manager.post("/assignments/new", &fields("look", "14"));
    page.must_be(200).must_say("<strong>1 person</strong>").must_say("Later too: Everybody.");
    let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
    let with = |fields: [(&'static str, &'static str); 7]| fields.into_iter().chain([("seen", "")]).collect::<Vec<_>>();
    let mut other = with(fields("assign", "7"));
    other.last_mut().unwrap().1 = Box::leak(seen.clone().into_boxed_str());
    manager.post("/assignments/new", &other).must_be(422).must_say("something changed since you looked");
    manager.add("Nadia Okafor", "nadia@clinic.example", &[]);
    let mut same = with(fields("assign", "14"));
    same.last_mut().unwrap().1 = Box::leak(seen.into_boxed_str());
    manager.post("/assignments/new", &same).must_be(422).must_say("<strong>2 people</strong>");
    manager.get("/assignments").must_say("Nothing is assigned yet");
    for (field, value, said) in [
        ("subject", "course/none", "Choose what to assign."),
        ("who", "", "Choose who gets it."),
        ("who", "group", "Choose a group."),
        ("who", "people", "Choose people"),
        ("due-within", "-1", "Enter a number from 0 to 3650."),
        ("due-within", "99999999999999", "Enter a number from 0 to 3650."),
        ("grace", "x", "Enter a number from 0 to 365."),
        ("again", "after", "Enter a number from 1 to 3650."),
    ] {
        let mut wrong = fields("look", "14");
        wrong.iter_mut().filter(|(name, _)| *name == field).for_each(|pair| pair.1 = value);
        manager.post("/assignments/new", &wrong).must_be(422).must_say(said);
    }
    let past = [
        ("subject", "module/fire"),
        ("who", "everybody"),
        ("due", "on"),
        ("due-on", "2020-01-01"),
        ("grace", "0"),
        ("do", "look"),
    ];
    manager.post("/assignments/new", &past).must_be(422).must_say("This day has passed. Choose today or later.");
    // People are found, ticked and assigned, without a script.
    let found = manager.post("/assignments/new", &[("find", "okafor"), ("who", "people"), ("do", "find")]);
    let nadia = found.must_be(200).between("name=\"person\" value=\"", "\"").to_owned();
    let one = manager.assign("module/fire", &[("who", "people"), ("person", &nadia)]);
    manager.get(&format!("/assignments/{one}")).must_say("Nadia Okafor");
    let terms =
        [("due", "within"), ("due-within", "30"), ("grace", "3"), ("again", "yearly"), ("again-day", "15"), ("again-month", "1")];
    manager.post(&format!("/assignments/{one}"), &terms).must_lead_to(&format!("/assignments/{one}?done=saved"));
    manager.get(&format!("/assignments/{one}")).must_say("within 30 days, 3 days of grace, every year by 15 January");
    // She sees it herself, and nobody else's.
    let mut trainee = server.browser();
    trainee.sign_in("nadia@clinic.example", PASSWORD).must_lead_to("/");
    trainee.get("/training").must_be(200).must_say("Fire drill").must_say("Nothing is on record.");
    trainee.get(&format!("/people/{nadia}/training")).must_be(403);
}

#[test]
fn an_auditor_reads_everything_and_changes_nothing() {
    let server = Server::start();
    let mut administrator = server.administrator();
    let id = administrator.add("Nadia Okafor", "nadia@clinic.example", &["auditor"]);
    administrator.assign("module/fire", &[("who", "everybody")]);
    let mut auditor = server.browser();
    auditor.sign_in("nadia@clinic.example", PASSWORD).must_lead_to("/");
    for path in ["/overview", "/overview/export/csv", "/courses", "/courses/module/fire"] {
        auditor.get(path).must_be(200);
    }
    let own = administrator.get("/audit").between("person=", "\"").to_owned();
    let page = auditor.get(&format!("/people/{own}/training"));
    assert!(!page.must_be(200).body.contains("Record it"), "no form that would be refused");
    assert!(!auditor.get("/overview").body.contains("Assign a course"));
    auditor.post(&format!("/people/{own}/outside"), &[]).must_be(403);
    administrator.get(&format!("/audit?person={id}")).must_say("read somebody").must_say("read the overview");
}

#[test]
fn whoever_leaves_cannot_sign_in_after_the_last_day() {
    let server = Server::start();
    let mut administrator = server.administrator();
    let id = administrator.add("Nadia Okafor", "nadia@clinic.example", &[]);
    administrator.assign("module/fire", &[("who", "everybody")]);
    let days = |starts, leaves| [("starts", starts), ("leaves", leaves)];
    let path = format!("/people/{id}/days");
    administrator.post(&path, &days("2025-01-01", "2024-01-01")).must_be(422).must_say("The last day comes before the first");
    administrator.post(&path, &days("soon", "")).must_be(422).must_say("A day is written as");
    let mut trainee = server.browser();
    trainee.sign_in("nadia@clinic.example", PASSWORD).must_lead_to("/");
    administrator.post(&path, &days("2024-01-01", "2999-01-01")).must_be(303);
    trainee.get("/training").must_be(200);
    administrator.post(&path, &days("2024-01-01", "2025-01-01")).must_be(303);
    trainee.get("/training").must_be(303);
    trainee.sign_in("nadia@clinic.example", PASSWORD).must_be(422);
    assert_eq!(status_of(&mut administrator, "Nadia Okafor", "module/fire", "").0, "nobody");
    administrator.get(&format!("/people/{id}/training")).must_be(200).must_say("last day 1 January 2025");
}

#[test]
fn hostile_lists_are_told_in_words_and_change_nothing() {
    let server = Server::start();
    let mut manager = server.administrator();
    let wide = format!("email,name,{}\na@b.example,A{}\n", "x,".repeat(100_000), ",y".repeat(100_001));
    let long = format!("email,name\n{}@b.example,{}\n", "a".repeat(4_000_000), "n".repeat(500_000));
    for (list, said) in [
        (b"\xff\xfe\x00broken".as_slice(), "not in UTF-8"),
        (b"", "Choose a file first"),
        (b"\n\n", "empty"),
        (b"a,b\n1,2\n", "No column is headed email."),
        (wide.as_bytes(), "left out"),
        (long.as_bytes(), "longer than 120"),
        (b"email,name\nx@b.example,\"never closed\n", "What the list would do"),
        ("email,name\nx@b.example,left \u{202e} right\n".as_bytes(), "cannot stand there"),
        (b"email,name\nx@b.example,<script>alert(1)</script>\n", "&lt;script&gt;"),
    ] {
        let answer = manager.send_list(list);
        assert!([200, 422].contains(&answer.status), "{}", answer.head);
        answer.must_say(said);
        assert!(!answer.body.contains("<script>alert"));
        assert!(answer.body.len() < 3_000_000, "a page stays a page: {}", answer.body.len());
    }
    manager.send_list(&vec![b'a'; 10_000_000]).must_be(413);
    let token = manager.token();
    manager.post_of_kind("/people/import", "multipart/form-data; boundary=", b"x").must_be(400);
    manager.post_of_kind("/people/import", "multipart/form-data; boundary=next", b"--next\r\nno end").must_be(400);
    manager.post_of_kind("/people/import", "application/x-www-form-urlencoded", format!("form={token}").as_bytes()).must_be(400);
    manager.post_parts("/people/import", &[("form", "wrong")], LIST.as_bytes()).must_be(403);
    manager.post(&format!("/people/import/{}", "0".repeat(32)), &[("seen", "x")]).must_be(422).must_say("Send it again");
    manager.get("/people").must_say("1 person");
    // What goes out runs nothing in a spreadsheet, and comes back as it was.
    take(&mut manager, LIST.as_bytes());
    manager.assign("module/fire", &[("who", "everybody")]);
    for path in ["/people/export", "/overview/export/csv"] {
        let file = manager.get(path);
        file.must_be(200).must_say("\"'=HYPERLINK(0)\"");
        assert!(file.header("content-disposition").starts_with("attachment; filename=\""));
    }
}
