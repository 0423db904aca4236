//! The pages in a real browser: the first administrator by keyboard alone, somebody added who signs in, and every page looked at
//! by axe-core, at three widths, light and dark. Pictures of all lie in the target folder, under `tmp/web`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod web;

use browsing::Chromium;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use web::{PASSWORD, Server};

/// The check for accessibility, by its package; fetched once into the target folder.
fn axe() -> Result<String, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("axe");
    let file = folder.join("node_modules/axe-core/axe.min.js");
    if !file.is_file() {
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg("axe-core@4");
        let installed = npm.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !installed.is_ok_and(|status| status.success()) {
            return Err("axe-core (by npm)".to_owned());
        }
    }
    std::fs::read_to_string(file).map_err(|error| error.to_string())
}

fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("web");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Looks at the page as it stands: each width, light and dark. Nothing may be cut off, and axe finds nothing.
fn look_at(chromium: &mut Chromium, name: &str, axe: Option<&str>) {
    for (width, height) in [(1280, 900), (800, 900), (390, 844)] {
        for scheme in ["light", "dark"] {
            chromium.look(width, height, scheme);
            chromium.picture(&pictures().join(format!("{name}-{width}-{scheme}.png")));
            let reach = chromium.evaluate("document.documentElement.scrollWidth").as_u64().unwrap();
            assert!(reach <= u64::from(width), "{name} reaches {reach} of {width} px");
            let Some(axe) = axe else { continue };
            chromium.evaluate(&format!("{axe}; 0"));
            let rules = "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })";
            let told = "r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | ')).join('\\n')";
            let found = chromium.text(&format!("{rules}.then({told})"));
            assert!(found.is_empty(), "{name} at {width} px, {scheme}: {found}");
        }
    }
    chromium.look(1280, 900, "light");
    let complaints = chromium.complaints();
    assert!(complaints.is_empty(), "{name}: {complaints:#?}");
}

fn fill(chromium: &mut Chromium, fields: &[(&str, &str)]) {
    for (label, text) in fields {
        chromium.tab_to(label);
        chromium.type_in(text);
    }
}

/// Whatever cannot be typed is sent as the browser would send it.
fn as_it_is(chromium: &mut Chromium, server: &Server) -> web::Browser {
    let cookies = chromium.ask("Network.getCookies", &serde_json::json!({}));
    let cookies = cookies["cookies"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    web::Browser { cookies: cookies.map(|cookie| (text(&cookie["name"]), text(&cookie["value"]))).collect(), ..server.browser() }
}

/// Ninety days ago, so that somebody can be late.
fn days_ago(chromium: &mut Chromium, n: u32) -> String {
    chromium.text(&format!("new Date(Date.now() - {n} * 864e5).toISOString().slice(0, 10)"))
}

/// A manager on Monday: a list of people, an assignment by rule, what was learned elsewhere, and the overview.
fn assign(chromium: &mut Chromium, server: &Server, axe: Option<&str>) {
    let at = |path: &str| format!("{}{path}", server.running.url);
    let mut sends = as_it_is(chromium, server);
    let started = days_ago(chromium, 40);
    let list = format!(
        "email;name;job title;groups;starts\n\
         hannah@clinic.example;Hannah Brandt;Charge nurse;Ward;{started}\n\
         leo@clinic.example;Leo Marchetti;Front desk;Front Desk;{started}\n\
         aiko@clinic.example;Aiko Tanabe;Phlebotomist;Ward;\n\
         priya@clinic.example;Priya Raman;Medical assistant;Front Desk | Ward;\n\
         kwame@clinic.example;Kwame Mensah;Nurse;Ward;\n\
         nobody;No Body;;;\n"
    );
    chromium.open(&at("/people/import"));
    look_at(chromium, "import", axe);
    let page = sends.send_list(list.as_bytes());
    page.must_be(200).must_say("What the list would do");
    // The same page in the browser: its answer to a form cannot be opened by an address.
    chromium.show(&page.body);
    look_at(chromium, "import-preview", axe);
    let (upload, seen) =
        (page.between("/people/import/", "\"").to_owned(), page.between("name=\"seen\" value=\"", "\"").to_owned());
    sends.post(&format!("/people/import/{upload}"), &[("seen", &seen)]).must_lead_to("/people?added=3&changed=2");

    chromium.open(&at("/groups"));
    look_at(chromium, "groups", axe);
    let desk = chromium.text(
        "[...document.querySelectorAll('a[href^=\"/groups/\"]')].find(a => a.innerText == 'Front Desk').getAttribute('href')",
    );
    chromium.open(&at(&desk));
    look_at(chromium, "group", axe);
    chromium.tab_to("Assign a course");
    chromium.leads_on(|chromium| chromium.press("Enter"));
    look_at(chromium, "assign", axe);
    chromium.evaluate("document.getElementById('subject').value = 'course/new-hire'");
    chromium.tab_to("See whom it touches");
    chromium.leads_on(|chromium| chromium.press("Enter"));
    look_at(chromium, "assign-seen", axe);
    assert_eq!(chromium.text("document.querySelector('.big strong').innerText"), "2 people");
    chromium.tab_to("Assign to 2 people");
    chromium.leads_on(|chromium| chromium.press("Enter"));
    look_at(chromium, "assignment", axe);
    let group = desk.strip_prefix("/groups/").unwrap().to_owned();
    sends.assign(
        "module/fire",
        &[("who", "job-title"), ("job-title", "technician"), ("again", "yearly"), ("again-day", "15"), ("again-month", "1")],
    );

    // Two months ago, as whoever wrote it down then.
    let central = store::central::Central::open_file(&server.folder().join("central.sqlite")).unwrap();
    let mut day = |n| record::Day::parse(&days_ago(chromium, n)).unwrap();
    let (long_ago, recently) = (day(60), day(25));
    let mut facts = store::central::Facts::default();
    central.refresh(&mut facts).unwrap();
    let by = facts.people.values().find(|person| person.name == "Ingrid Solberg").unwrap().person;
    let old = |id: &str, within| store::central::NewAssignment {
        subject: store::central::Subject::parse(&format!("module/{id}")).unwrap(),
        modules: vec![ids::ModuleId::new(id).unwrap()],
        to: assignment::To::Everybody,
        terms: store::central::Terms {
            due: assignment::FirstDue::Within { days: within },
            grace_days: 0,
            recurrence: Some(assignment::Recurrence::AfterPass { days: 365 }),
            may_test_out: true,
        },
    };
    central.assign(by, &[old("autoclave", 30)], long_ago, long_ago.unix_secs() * 1_000).unwrap();
    central.assign(by, &[old("first-day", 60)], recently, recently.unix_secs() * 1_000).unwrap();
    drop(central);
    // What some learned elsewhere, long ago and lately.
    let people = sends.get("/overview");
    let id_of = |name: &str| {
        let before = people.body.split(&format!("<strong>{name}</strong>")).next().unwrap();
        before.rsplit("/people/").next().unwrap().split('/').next().unwrap().to_owned()
    };
    for (name, module, ago) in [
        ("Hannah Brandt", "autoclave", 20),
        ("Hannah Brandt", "first-day", 22),
        ("Ewa Nowak", "autoclave", 350),
        ("Ewa Nowak", "first-day", 12),
        ("Leo Marchetti", "autoclave", 400),
        ("Priya Raman", "autoclave", 3),
        ("Daniel Reyes", "autoclave", 100),
        ("Daniel Reyes", "fire", 5),
        ("Aiko Tanabe", "autoclave", 345),
        ("Nadia Okafor", "first-day", 9),
    ] {
        let (on, subject) = (days_ago(chromium, ago), format!("module/{module}"));
        let note = "Ms Ortega; list in the office";
        let fields = [("subject", subject.as_str()), ("kind", "classroom"), ("on", &on), ("until", ""), ("note", note)];
        let path = format!("/people/{}", id_of(name));
        sends.post(&format!("{path}/outside"), &fields).must_lead_to(&format!("{path}/training?done=recorded"));
    }
    let kwame = format!("/people/{}", id_of("Kwame Mensah"));
    let page = sends.get(&format!("{kwame}/training"));
    let assignment = page.between("name=\"assignment\">", "</select>").split("value=\"").nth(1).unwrap()[..32].to_owned();
    let until = days_ago(chromium, 0);
    let fields = [("assignment", assignment.as_str()), ("from", &until), ("exempt-until", ""), ("reason", "On leave")];
    sends.post(&format!("{kwame}/exempt"), &fields).must_be(303);
    let leo = format!("/people/{}/training", id_of("Leo Marchetti"));
    for (name, path) in [
        ("overview", "/overview"),
        ("overview-found-nobody", "/overview?find=nobody"),
        ("overview-group", &format!("/overview?group={group}")),
        ("training", &leo),
        ("training-exempt", &format!("{kwame}/training")),
        ("assignments", "/assignments"),
        ("courses", "/courses"),
        ("course", "/courses/module/autoclave"),
        ("own-training", "/training"),
        ("person-with-groups", leo.trim_end_matches("/training")),
    ] {
        chromium.open(&at(path));
        look_at(chromium, name, axe);
    }
}

/// A PC is paired with a code from the page and sends; then somebody says who plays there.
fn pcs(chromium: &mut Chromium, server: &Server, axe: Option<&str>) {
    let at = |path: &str| format!("{}{path}", server.running.url);
    chromium.open(&at("/devices"));
    look_at(chromium, "pcs-none", axe);
    fill(chromium, &[("What this PC is called", "Front desk, left")]);
    chromium.leads_on(|chromium| chromium.press("Enter"));
    look_at(chromium, "pairing-code", axe);
    let line = chromium.text("document.getElementById('code').value");
    let code = store::exchange::PairingCode::parse(line.rsplit(' ').next().unwrap()).unwrap();

    let folder = tempfile::tempdir().unwrap();
    let mut pc = store::Store::open(&folder.path().join("practicum.db")).unwrap();
    let token = pc.begin_pairing(&server.running.url).unwrap();
    let (secret, device) = (code.secret(), pc.device());
    let asked = store::exchange::PairingRequest { format: 1, secret, device, token: token.as_str().to_owned() };
    let mut program = server.browser();
    let answer = program.post_of_kind("/api/v1/pair", "application/json", &serde_json::to_vec(&asked).unwrap());
    let paired = serde_json::from_str(&answer.must_be(200).body).unwrap();
    pc.finish_pairing(&store::exchange::ServerKey(None), &paired).unwrap();
    program.more = format!("Authorization: Bearer {}\r\n", token.as_str());
    // One after the other: they are shown in the order in which they came.
    for name in ["Hannah Brandt", "Somebody Nobody Knows"] {
        let person = pc.add_person(name, "Nurse").unwrap();
        let mut header = header(&pc, &person);
        "exam".clone_into(&mut header.mode);
        let attempt = pc.open_attempt(&header, "2026-11-22T09:40:06Z").unwrap();
        pc.append(attempt, 10, "2026-11-22T09:40:16Z", &[closing()], b"", None).unwrap();
        let parcel = pc.next_parcel(1_795_340_406_000, false).unwrap().unwrap();
        let answer = program.post_of_kind("/api/v1/records", "application/x-ndjson", &parcel.to_bytes());
        let receipt = serde_json::from_str(&answer.must_be(200).body).unwrap();
        pc.take_receipt(&parcel, &receipt, "2026-11-22T09:41:00Z").unwrap();
    }
    for (name, path) in [("pcs", "/devices".to_owned()), ("pc-checked", format!("/devices/{device}/check"))] {
        chromium.open(&at(&path));
        look_at(chromium, name, axe);
    }
    chromium.open(&at("/devices/people"));
    look_at(chromium, "people-on-pcs", axe);
    assert_eq!(chromium.text("document.getElementById('who-0').value"), "Hannah Brandt", "the same name is suggested");
    chromium.tab_to("It is this person");
    chromium.leads_on(|chromium| chromium.press("Enter"));
    chromium.open(&at("/devices/people?all=1"));
    look_at(chromium, "people-on-pcs-all", axe);
    assert!(chromium.text("document.querySelector('main').innerText").contains("This is Hannah Brandt, says Ingrid Solberg"));
    let page = as_it_is(chromium, server).get("/people?find=Hannah").body;
    let hannah =
        page.split("href=\"/people/").map(|rest| rest.split('"').next().unwrap()).find(|id| id.len() == 32).unwrap().to_owned();
    chromium.open(&at(&format!("/people/{hannah}/training")));
    look_at(chromium, "training-certified", axe);
    let certificate = chromium.text("document.querySelector('a[href*=certificates]').href");
    chromium.open(&certificate);
    look_at(chromium, "certificate", axe);
    let mut words = as_it_is(chromium, server);
    words.post("/account/taste", &[("language", "es"), ("theme", "")]).must_lead_to("/account?done=taste");
    chromium.open(&certificate);
    look_at(chromium, "certificate-es", axe);
    words.post("/account/taste", &[("language", "en"), ("theme", "")]).must_lead_to("/account?done=taste");
}

fn closing() -> record::Fact {
    record::Fact::AttemptClosed {
        outcome: record::Outcome::Passed,
        score_permille: 920,
        pass_score_permille: 800,
        critical_mistakes: 0,
        mistakes: 1,
        hints: 0,
        took_ms: 10,
        input_trace_sha256: String::new(),
    }
}

fn header(pc: &store::Store, person: &store::Person) -> record::Header {
    record::Header {
        person: person.id,
        person_sealed: pc.seal_identity(person).unwrap(),
        demonstration: false,
        module: ids::ModuleId::new("first-day").unwrap(),
        module_version: "1.0.0".to_owned(),
        n_steps: 3,
        package_sha256: String::new(),
        logic_sha256: String::new(),
        session_rules: 5,
        seed: "0123456789abcdef".to_owned(),
        mode: "guided".to_owned(),
        language: "en".to_owned(),
        presentation: record::Presentation::Desktop,
        device: pc.device(),
        assurance: record::Assurance::SelfDeclared,
        guidance: Vec::new(),
        witness: None,
        test_out: false,
    }
}

#[test]
fn from_the_printed_link_to_a_colleague_who_signs_in_by_keyboard() {
    let Some(mut chromium) = Chromium::start() else {
        return println!("SKIPPED: the pages in a real browser: Chromium (Debian's package `chromium`)");
    };
    let axe = axe().map_err(|missing| println!("SKIPPED: accessibility of the pages: {missing}")).ok();
    let server = Server::start();
    let url = server.running.url.clone();
    let at = |path: &str| format!("{url}{path}");
    chromium.look(1280, 900, "light");
    chromium.open(&at(server.running.set_up_path.as_deref().unwrap()));
    look_at(&mut chromium, "set-up", axe.as_deref());
    let fields = [
        ("Your organisation", "Harbour Clinic"),
        ("Your name", "Ingrid Solberg"),
        ("Your e-mail", "ingrid@clinic.example"),
        ("Password", "short"),
    ];
    fill(&mut chromium, &fields);
    chromium.leads_on(|chromium| chromium.press("Enter"));
    look_at(&mut chromium, "set-up-refused", axe.as_deref());
    assert_eq!(chromium.text("document.activeElement.id"), "new-password", "what has to be put right has the focus");
    chromium.type_in(PASSWORD);
    chromium.leads_on(|chromium| chromium.press("Enter"));
    assert_eq!(chromium.text("document.querySelector('h1').innerText"), "Hello, Ingrid Solberg");

    for (name, job) in [
        ("Hannah Brandt", "Nurse"),
        ("Daniel Reyes", "Technician"),
        ("Leo Marchetti", "Front desk"),
        ("Tomasz Wilk", "Technician"),
        ("Ewa Nowak", "Medical assistant"),
    ] {
        chromium.open(&at("/people/new"));
        let email = format!("{}@clinic.example", name.split(' ').next().unwrap().to_lowercase());
        fill(&mut chromium, &[("Name", name), ("E-mail", &email), ("Job title", job)]);
        chromium.leads_on(|chromium| chromium.press("Enter"));
    }
    chromium.open(&at("/"));
    look_at(&mut chromium, "home", axe.as_deref());
    chromium.tab_to("People");
    chromium.leads_on(|chromium| chromium.press("Enter"));
    look_at(&mut chromium, "people", axe.as_deref());
    chromium.tab_to("Add a person");
    chromium.leads_on(|chromium| chromium.press("Enter"));
    look_at(&mut chromium, "add-person", axe.as_deref());
    fill(&mut chromium, &[("Name", "Nadia Okafor"), ("E-mail", "nadia@clinic.example"), ("Job title", "Front desk")]);
    chromium.leads_on(|chromium| chromium.press("Enter"));
    chromium.tab_to("Manager");
    chromium.press("Space");
    chromium.tab_to("Save the roles");
    chromium.leads_on(|chromium| chromium.press("Enter"));
    look_at(&mut chromium, "person", axe.as_deref());
    chromium.tab_to("Make a link for a password");
    chromium.leads_on(|chromium| chromium.press("Enter"));
    look_at(&mut chromium, "link", axe.as_deref());
    let link = chromium.text("document.getElementById('link').value");
    assert!(link.starts_with(&at("/password/")), "{link}");
    for (name, path) in [
        ("account", "/account"),
        ("audit", "/audit"),
        ("evidence", "/evidence"),
        ("audit-checked", "/audit/check"),
        ("missing", "/nowhere"),
    ] {
        chromium.open(&at(path));
        look_at(&mut chromium, name, axe.as_deref());
    }
    pcs(&mut chromium, &server, axe.as_deref());
    assign(&mut chromium, &server, axe.as_deref());
    // In Spanish, which is longer, and with a name that is very long.
    chromium.open(&at("/people/new"));
    fill(
        &mut chromium,
        &[("Name", &"Wolfeschlegelsteinhausenbergerdorff ".repeat(3)), ("Job title", &"Endoskopieassistentin".repeat(4))],
    );
    chromium.leads_on(|chromium| chromium.press("Enter"));
    chromium.open(&at("/account"));
    chromium.evaluate("document.getElementById('language').value = 'es'");
    chromium.tab_to("Save");
    chromium.leads_on(|chromium| chromium.press("Enter"));
    for (name, path) in [
        ("es-home", "/"),
        ("es-people", "/people"),
        ("es-overview", "/overview"),
        ("es-account", "/account"),
        ("es-audit", "/audit"),
        ("es-evidence", "/evidence"),
        ("es-pcs", "/devices"),
        ("es-people-on-pcs", "/devices/people?all=1"),
    ] {
        chromium.open(&at(path));
        assert_eq!(chromium.text("document.documentElement.lang"), "es");
        look_at(&mut chromium, name, axe.as_deref());
    }
    chromium.tab_to("Salir");
    chromium.leads_on(|chromium| chromium.press("Enter"));
    look_at(&mut chromium, "sign-in", axe.as_deref());

    chromium.open(&link);
    look_at(&mut chromium, "choose-password", axe.as_deref());
    fill(&mut chromium, &[("New password", PASSWORD)]);
    chromium.leads_on(|chromium| chromium.press("Enter"));
    assert_eq!(chromium.text("document.querySelector('h1').innerText"), "Hello, Nadia Okafor");
    let menu = chromium.text("[...document.querySelectorAll('.menu a')].map(a => a.innerText.trim()).join()");
    assert_eq!(menu, "Home,Overview,People,Courses,Assignments,PCs,My training,My account", "a manager's menu");
    chromium.tab_to("Sign out");
    chromium.leads_on(|chromium| chromium.press("Enter"));
    // Without script, too.
    chromium.ask("Emulation.setScriptExecutionDisabled", &serde_json::json!({ "value": true }));
    fill(&mut chromium, &[("E-mail", "nadia@clinic.example"), ("Password", PASSWORD)]);
    chromium.leads_on(|chromium| chromium.press("Enter"));
    assert_eq!(chromium.text("document.querySelector('h1').innerText"), "Hello, Nadia Okafor");
}
