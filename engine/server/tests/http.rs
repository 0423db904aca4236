//! The server over real HTTP: signing in and out, who may open what, and what is sent that no page would send.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod web;

use databases::Postgres;
use proptest::test_runner::{Config, TestRunner};
use server::{Admits, Options, ServeError, ways};
use web::{Browser, PASSWORD, Server, form, options, pair};

#[test]
fn the_set_up_link_works_once_and_leads_in() {
    let server = Server::start();
    let path = server.running.set_up_path.clone().unwrap();
    let mut browser = server.browser();
    browser.get("/").must_lead_to("/sign-in");
    browser.get("/set-up/guessed").must_be(410);
    browser.get(&path).must_be(200).must_say("Set up Practicum");
    let fields = |password| {
        [
            ("organisation", "Harbour Clinic"),
            ("name", "Ingrid <b>Solberg"),
            ("email", "ingrid@clinic.example"),
            ("new-password", password),
        ]
    };
    browser.post(&path, &fields("short")).must_be(422).must_say("at least 12 characters").must_say("Harbour Clinic");
    browser.post(&path, &fields("ingridsolberg1")).must_be(422).must_say("too much like your name");
    browser.post(&path, &fields("Password2026!")).must_be(422).must_say("Many people choose this one");
    browser
        .post(&path, &[("organisation", ""), ("name", "I"), ("email", "i@c.example"), ("new-password", PASSWORD)])
        .must_be(422);
    browser.get(&path).must_be(200);
    browser.post(&path, &fields(PASSWORD)).must_lead_to("/");
    browser.get("/").must_be(200).must_say("Ingrid &lt;b&gt;Solberg").must_say("Administrator");
    for mut another in [browser, server.browser()] {
        another.get(&path).must_be(410);
        another.post(&path, &fields(PASSWORD)).must_be(410);
    }
}

#[test]
fn signing_in_needs_the_right_password_and_signing_out_ends_it() {
    let server = Server::start();
    let mut administrator = server.administrator();
    administrator.get("/people").must_be(200);
    let before = administrator.clone();
    administrator.post("/sign-out", &[]).must_lead_to("/sign-in?out");
    for mut out in [administrator.clone(), before] {
        out.get("/people").must_lead_to("/sign-in?next=%2Fpeople");
    }
    let (unknown, wrong) = (
        administrator.sign_in("nobody@clinic.example", PASSWORD).must_be(422).body.replace("nobody@clinic.example", ""),
        administrator.sign_in("ingrid@clinic.example", "three red apples").must_be(422).body.replace("ingrid@clinic.example", ""),
    );
    assert_eq!(unknown, wrong, "nobody learns who has an account");
    administrator
        .post("/sign-in", &[("email", "Ingrid@Clinic.example"), ("password", PASSWORD), ("next", "/people?all=1")])
        .must_lead_to("/people?all=1");
    administrator.get("/sign-in").must_lead_to("/");
    for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "/x\r\nSet-Cookie: a=b"] {
        let mut another = server.browser();
        another
            .post("/sign-in", &[("email", "ingrid@clinic.example"), ("password", PASSWORD), ("next", elsewhere)])
            .must_lead_to("/");
    }
}

#[test]
fn a_manager_adds_people_and_never_opens_what_an_administrator_holds() {
    let server = Server::start();
    let mut administrator = server.administrator();
    let manager_id = administrator.add("Hannah Brandt", "hannah@clinic.example", &["manager"]);
    let own_id = administrator.get("/audit").between("person=", "\"").to_owned();
    let mut manager = server.browser();
    manager.sign_in("hannah@clinic.example", PASSWORD).must_lead_to("/");
    manager.get("/people").must_be(200).must_say("Ingrid Solberg").must_say("Add a person");
    manager
        .post("/people/new", &[("name", "Leo"), ("email", "HANNAH@clinic.example")])
        .must_be(422)
        .must_say("has this e-mail address already");
    manager.post("/people/new", &[("name", " "), ("email", "")]).must_be(422).must_say("The name is missing.");
    manager.post("/people/new", &[("name", "Leo"), ("email", "leo")]).must_be(422).must_say("The e-mail address is none");
    let leo =
        manager.post("/people/new", &[("name", "Leo Marchetti"), ("email", "leo@clinic.example"), ("role", "administrator")]);
    let leo = leo.header("location").split('?').next().unwrap().to_owned();
    manager.get(&leo).must_be(200).must_say("Leo Marchetti").must_say("No password yet");
    manager.post(&format!("{leo}/link"), &[]).must_be(200).must_say("works once");
    for (end, fields) in
        [("", vec![("name", "Mallory"), ("email", "mallory@x.example")]), ("/link", vec![]), ("/active", vec![("active", "no")])]
    {
        manager.post(&format!("/people/{own_id}{end}"), &fields).must_be(403);
    }
    manager.get(&format!("/people/{own_id}")).must_be(200).must_say("Only an administrator changes somebody");
    manager.post(&format!("/people/{manager_id}/roles"), &[("role", "administrator")]).must_be(403);
    administrator
        .post(&format!("/people/{own_id}/roles"), &[("role", "manager")])
        .must_be(422)
        .must_say("Nobody else could administer then");
    administrator
        .post(&format!("/people/{own_id}/active"), &[("active", "no")])
        .must_be(422)
        .must_say("Nobody else could administer then");
    administrator.post(&format!("{leo}/active"), &[("active", "no")]).must_be(303);
    administrator.get("/people?find=leo").must_say("Nobody is found");
    administrator.get("/people?find=leo&all=1").must_say("Leo Marchetti").must_say("Left");
}

/// What each visitor is answered at each door: the table that a new door has to be in.
#[test]
fn every_door_admits_whom_it_says_and_nobody_else() {
    let server = Server::start();
    let mut administrator = server.administrator();
    let trainee_id = administrator.add("Nadia Okafor", "nadia@clinic.example", &[]);
    let group = administrator.add_group("Front Desk");
    let assignment = administrator.assign("course/new-hire", &[("who", "group"), ("group", &group)]);
    let device_id = "07".repeat(16);
    pair(&mut administrator, &device_id);
    let mut visitors: Vec<(&str, Browser)> = vec![("stranger", server.browser())];
    for (role, email) in [("manager", "m@c.example"), ("author", "a@c.example"), ("auditor", "o@c.example")] {
        administrator.add(role, email, &[role]);
        let mut browser = server.browser();
        browser.sign_in(email, PASSWORD).must_lead_to("/");
        visitors.push((role, browser));
    }
    let mut trainee = server.browser();
    trainee.sign_in("nadia@clinic.example", PASSWORD).must_lead_to("/");
    visitors.extend([("trainee", trainee), ("administrator", administrator)]);
    let expected = [
        ("GET", "/", Admits::SignedIn),
        ("GET", "/set-up/{token}", Admits::Anybody),
        ("POST", "/set-up/{token}", Admits::Anybody),
        ("GET", "/sign-in", Admits::Anybody),
        ("POST", "/sign-in", Admits::Anybody),
        ("POST", "/sign-out", Admits::SignedIn),
        ("GET", "/password/{token}", Admits::Anybody),
        ("POST", "/password/{token}", Admits::Anybody),
        ("GET", "/account", Admits::SignedIn),
        ("POST", "/account/password", Admits::SignedIn),
        ("POST", "/account/taste", Admits::SignedIn),
        ("POST", "/account/sessions/end", Admits::SignedIn),
        ("GET", "/people", Admits::PeopleKeepers),
        ("GET", "/people/new", Admits::PeopleKeepers),
        ("POST", "/people/new", Admits::PeopleKeepers),
        ("GET", "/people/{person}", Admits::PeopleKeepers),
        ("POST", "/people/{person}", Admits::PeopleKeepers),
        ("POST", "/people/{person}/roles", Admits::Administrators),
        ("POST", "/people/{person}/active", Admits::PeopleKeepers),
        ("POST", "/people/{person}/link", Admits::PeopleKeepers),
        ("GET", "/audit", Admits::AuditReaders),
        ("GET", "/audit/check", Admits::AuditReaders),
        ("GET", "/evidence", Admits::AuditReaders),
        ("GET", "/evidence/checkpoint.txt", Admits::AuditReaders),
        ("POST", "/evidence/pack", Admits::AuditReaders),
        ("GET", "/people/import", Admits::PeopleKeepers),
        ("POST", "/people/import", Admits::PeopleKeepers),
        ("POST", "/people/import/{upload}", Admits::PeopleKeepers),
        ("GET", "/people/export", Admits::PeopleKeepers),
        ("POST", "/people/{person}/days", Admits::PeopleKeepers),
        ("POST", "/people/{person}/groups", Admits::PeopleKeepers),
        ("GET", "/people/{person}/training", Admits::Overseers),
        ("POST", "/people/{person}/outside", Admits::PeopleKeepers),
        ("POST", "/people/{person}/outside/withdraw", Admits::PeopleKeepers),
        ("POST", "/people/{person}/exempt", Admits::PeopleKeepers),
        ("POST", "/people/{person}/exempt/end", Admits::PeopleKeepers),
        ("GET", "/groups", Admits::PeopleKeepers),
        ("POST", "/groups", Admits::PeopleKeepers),
        ("GET", "/groups/{group}", Admits::PeopleKeepers),
        ("POST", "/groups/{group}", Admits::PeopleKeepers),
        ("GET", "/courses", Admits::Overseers),
        ("GET", "/courses/{kind}/{id}", Admits::Overseers),
        ("GET", "/assignments", Admits::PeopleKeepers),
        ("GET", "/assignments/new", Admits::PeopleKeepers),
        ("POST", "/assignments/new", Admits::PeopleKeepers),
        ("GET", "/assignments/{assignment}", Admits::PeopleKeepers),
        ("POST", "/assignments/{assignment}", Admits::PeopleKeepers),
        ("POST", "/assignments/{assignment}/end", Admits::PeopleKeepers),
        ("GET", "/overview", Admits::Overseers),
        ("GET", "/overview/export/{kind}", Admits::Overseers),
        ("GET", "/training", Admits::SignedIn),
        ("GET", "/training/record/{kind}", Admits::SignedIn),
        ("GET", "/training/certificates/{attempt}", Admits::SignedIn),
        ("GET", "/people/{person}/certificates/{attempt}", Admits::Overseers),
        ("GET", "/devices", Admits::PeopleKeepers),
        ("POST", "/devices/code", Admits::PeopleKeepers),
        ("GET", "/devices/people", Admits::PeopleKeepers),
        ("POST", "/devices/people", Admits::PeopleKeepers),
        ("GET", "/devices/{device}", Admits::PeopleKeepers),
        ("GET", "/devices/{device}/check", Admits::PeopleKeepers),
        ("POST", "/devices/{device}/revoke", Admits::PeopleKeepers),
        ("POST", "/api/v1/pair", Admits::Anybody),
        ("POST", "/api/v1/records", Admits::PairedDevices),
    ];
    let listed: Vec<_> = ways().into_iter().map(|way| (way.method, way.path, way.admits)).collect();
    assert_eq!(listed, expected, "a new door needs a line here");
    let admits = |admits: Admits, who: &str| match admits {
        Admits::Anybody => true,
        Admits::SignedIn => who != "stranger",
        Admits::PeopleKeepers => ["manager", "administrator"].contains(&who),
        Admits::Administrators => who == "administrator",
        Admits::AuditReaders => ["auditor", "administrator"].contains(&who),
        Admits::Overseers => ["manager", "auditor", "administrator"].contains(&who),
        Admits::PairedDevices => false,
    };
    for (method, path, admission) in expected.into_iter().filter(|(_, path, _)| *path != "/sign-out") {
        let path = path.replace("{person}", &trainee_id).replace("{token}", "nothing").replace("{device}", &device_id);
        let path = path.replace("{group}", &group).replace("{assignment}", &assignment).replace("{upload}", &"0".repeat(32));
        let path = path.replace("{kind}/{id}", "course/new-hire").replace("{kind}", "csv");
        for (who, browser) in &mut visitors {
            // A body that is refused after admission, so that nothing changes and the refusal says which of the two it was.
            let answer = match method {
                "GET" => browser.get(&path),
                _ if path == "/people/import" => browser.post_parts(&path, &[("form", "wrong")], b""),
                _ => browser.post_as_it_is(&path, b"form=wrong"),
            };
            if path.starts_with("/api/") {
                // No role of a person opens what is for programs.
                let status = if admission == Admits::Anybody { 400 } else { 401 };
                answer.must_be(status).must_say("\"error\":");
                continue;
            }
            let is_signed_in = *who != "stranger";
            let refused = if method == "GET" { 303 } else { 401 };
            match (admits(admission, who), is_signed_in) {
                (true, _) if method == "POST" => {
                    assert!(answer.body.contains("The form is out of date"), "{who} {path}: {}", answer.head)
                }
                (true, _) => assert!(
                    ([200, 303, 410].contains(&answer.status) || path.contains("{attempt}") && answer.status == 404)
                        && !answer.header("location").contains("next="),
                    "{who} {path}: {}",
                    answer.head
                ),
                (false, false) => assert_eq!(answer.status, refused, "{who} {method} {path}"),
                (false, true) => {
                    answer.must_be(403).must_say("This page is not for your role");
                }
            }
        }
    }
}

#[test]
fn a_form_from_elsewhere_changes_nothing() {
    let server = Server::start();
    let mut administrator = server.administrator();
    let token = administrator.token();
    let whole = form(&[("name", "Planted"), ("email", ""), ("form", &token)]);
    let mut foreign = |more: &str, body: &[u8]| {
        let mut browser = administrator.clone();
        browser.more = more.to_owned();
        browser.post_as_it_is("/people/new", body).must_be(403);
        administrator.get("/people?find=planted").must_say("Nobody is found");
    };
    foreign("", &form(&[("name", "Planted")]));
    foreign("", &form(&[("name", "Planted"), ("form", "")]));
    foreign("", &form(&[("name", "Planted"), ("form", &"A".repeat(43))]));
    foreign("Origin: https://evil.example\r\n", &whole);
    foreign("Sec-Fetch-Site: cross-site\r\n", &whole);
    foreign("Sec-Fetch-Site: same-site\r\n", &whole);
    let mut other = server.browser();
    other.sign_in("ingrid@clinic.example", PASSWORD).must_lead_to("/");
    foreign("", &form(&[("name", "Planted"), ("form", &other.token())]));
    let mut stranger = server.browser();
    stranger.post_as_it_is("/sign-in", &form(&[("email", "ingrid@clinic.example"), ("password", PASSWORD)])).must_be(403);
    administrator.post_as_it_is("/people/new", &whole).must_be(303);
}

#[test]
fn every_answer_carries_what_protects_it() {
    let server = Server::start();
    let mut administrator = server.administrator();
    for path in ["/", "/sign-in", "/nowhere", "/assets/none.css", "/health", "/people"] {
        let answer = administrator.get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"));
        assert_eq!(
            [answer.header("x-content-type-options"), answer.header("referrer-policy"), answer.header("cache-control")],
            ["nosniff", "no-referrer", "no-store"]
        );
        assert_eq!(answer.header("strict-transport-security"), "", "not in clear");
        for inline in ["style=\"", "<style", "onclick", "javascript:", "<script>"] {
            assert!(!answer.body.contains(inline), "{path} holds `{inline}`");
        }
    }
    let page = administrator.get("/");
    let style = page.between("stylesheet\" href=\"", "\"").to_owned();
    let sheet = administrator.get(&style);
    assert_eq!(sheet.header("cache-control"), "public, max-age=31536000, immutable");
    let font = sheet.must_be(200).must_say("--teal").between("url(", ")").to_owned();
    administrator.get(&format!("/assets/{font}")).must_be(200);
    let mut fresh = server.browser();
    let cookie = fresh.get("/sign-in").header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly; SameSite=Lax") && cookie.starts_with("practicum-form="), "{cookie}");
    let mut spanish = server.browser();
    spanish.more = "Accept-Language: es-MX,es;q=0.9\r\n".to_owned();
    spanish.get("/sign-in").must_say("lang=\"es\"").must_say("Contraseña");
}

#[test]
fn only_its_own_names_lead_to_a_server_of_this_machine() {
    let server = Server::start();
    let mut browser = server.browser();
    for (host, status) in [
        ("localhost:1", 200),
        ("127.0.0.1", 200),
        ("[::1]:8350", 200),
        ("evil.example", 421),
        ("localhost.evil.example:80", 421),
        ("", 421),
    ] {
        let asked = format!("GET /sign-in HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        browser.send("/sign-in", asked.as_bytes()).must_be(status);
    }
}

#[test]
fn hostile_bodies_and_paths_are_answered_in_words_and_change_nothing() {
    let server = Server::start();
    let mut administrator = server.administrator();
    let token = administrator.token();
    let with_token = |rest: &[u8]| [format!("form={token}&").as_bytes(), rest].concat();
    administrator
        .post_as_it_is("/people/new", &with_token(&b"name=".iter().copied().chain(vec![b'a'; 70_000]).collect::<Vec<_>>()))
        .must_be(413);
    administrator.post_as_it_is("/people/new", &with_token(b"name=%ff%fe")).must_be(400);
    administrator.post_as_it_is("/people/new", &with_token(b"name=a%00b")).must_be(400);
    administrator.post_as_it_is("/people/new", &with_token("x=1&".repeat(100).as_bytes())).must_be(400);
    administrator.post_of_kind("/people/new", "text/plain", &with_token(b"name=x")).must_be(400);
    administrator.post_of_kind("/people/new", "multipart/form-data; boundary=x", &with_token(b"name=x")).must_be(400);
    administrator.post_as_it_is("/people/new", &with_token(b"name=a%0Ab")).must_be(422).must_say("holds characters");
    administrator.post("/people", &[]).must_be(405);
    for path in [
        "/people/..%2f..%2fetc%2fpasswd",
        "/people/%00",
        "/people/zz",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/%2e%2e/x",
        "/people/00000000000000000000000000000000",
    ] {
        let status = administrator.get(path).status;
        assert!([400, 404].contains(&status), "{path}: {status}");
    }
    administrator.get("/people?find=%ff%00&after=zz&all").must_be(200);
    administrator.get("/audit?from=2026-13-99&to=x&before=9e9&person=zz").must_be(200).must_say("A day is written as");
    let script = administrator.add("<script>alert(1)</script>", "x@clinic.example", &[]);
    let page = administrator.get(&format!("/people/{script}"));
    assert!(!page.body.contains("<script>alert") && page.body.contains("&lt;script&gt;alert"));
    let mut slow = administrator.clone();
    slow.send("/", b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n").must_be(400);

    let mut runner = TestRunner::new(Config { cases: 150, failure_persistence: None, ..Config::default() });
    let bytes = proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300);
    let hostile = runner.run(&(bytes, "[ -~]{0,60}"), |(bytes, path)| {
        let mut browser = administrator.clone();
        let mut answer = browser.post_as_it_is("/people/new", &with_token(&bytes)).status;
        assert!([303, 400, 403, 422].contains(&answer), "{answer} to {bytes:?}");
        let path = path.replace(' ', "%20");
        answer = browser.get(&format!("/{path}")).status;
        assert!([200, 303, 400, 404, 405].contains(&answer), "{answer} to {path}");
        Ok(())
    });
    hostile.unwrap();
    administrator.get("/").must_be(200);
}

#[test]
fn the_audit_log_is_read_by_day_and_person_and_checked() {
    let server = Server::start();
    let mut administrator = server.administrator();
    let id = administrator.add("Nadia Okafor", "nadia@clinic.example", &["auditor"]);
    administrator.get(&format!("/people/{id}")).must_be(200);
    let log = administrator.get(&format!("/audit?person={id}"));
    log.must_say("read a person&#39;s page".replace("&#39;", "'").as_str())
        .must_say("set the roles: Auditor")
        .must_say("chose a password with a link")
        .must_say("Only Nadia Okafor");
    assert!(!log.body.contains("set up the organisation"));
    administrator.get("/audit?from=2001-01-01&to=2001-01-02").must_say("Nothing is written down");
    administrator.get("/audit/check").must_say("The chain holds");
    let mut auditor = server.browser();
    auditor.sign_in("nadia@clinic.example", PASSWORD).must_lead_to("/");
    auditor.get("/audit").must_be(200);
    auditor.get("/people").must_be(403);
}

#[test]
fn two_servers_share_one_postgresql() {
    let postgres = match Postgres::shared() {
        Ok(postgres) => postgres,
        Err(missing) => return println!("SKIPPED: two servers on one PostgreSQL: {missing}"),
    };
    let address = postgres.make_database().unwrap();
    let (one, other) = (Server::on_postgres(&address), Server::on_postgres(&address));
    let others_link = other.running.set_up_path.clone().unwrap();
    let mut administrator = one.administrator();
    other.browser().get(&others_link).must_be(410);
    let mut at_other = Browser { address: other.running.address, ..administrator.clone() };
    at_other.get("/people").must_be(200).must_say("Ingrid Solberg");
    let id = at_other.add("Nadia Okafor", "nadia@clinic.example", &[]);
    administrator.get(&format!("/people/{id}")).must_be(200).must_say("Nadia Okafor");
    at_other.post("/sign-out", &[]).must_be(303);
    administrator.get("/people").must_be(303);
    postgres.cut_connections(&address).unwrap();
    let mut trainee = one.browser();
    trainee.sign_in("nadia@clinic.example", PASSWORD).must_lead_to("/");
    trainee.get("/").must_be(200).must_say("Nadia Okafor");
}

#[test]
fn what_keeps_a_server_from_starting_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let database = || server::Database::Folder(folder.path().to_owned());
    let told = |options: &Options| server::start(options).map(|_| ()).unwrap_err();
    let open = Options { address: "0.0.0.0:0".parse().unwrap(), ..options(database()) };
    assert!(matches!(told(&open), ServeError::InClear(_)));
    let running = server::start(&options(database())).unwrap();
    let taken = Options { address: running.address, ..options(database()) };
    assert!(matches!(told(&taken), ServeError::Taken(_)));
    let file = folder.path().join("a-file");
    std::fs::write(&file, "x").unwrap();
    let no_folder = told(&options(server::Database::Folder(file)));
    assert!(no_folder.to_string().contains("check the folder"), "{no_folder}");
    let nobody = server::Database::Postgres { address: "postgres://anna@127.0.0.1:1/x".to_owned(), in_clear: false };
    assert!(told(&options(nobody)).to_string().contains("cannot be reached"));
    let tls = server::Tls { certificate: folder.path().join("none.pem"), key: folder.path().join("none.key") };
    assert!(matches!(told(&Options { tls: Some(tls), ..options(database()) }), ServeError::Certificate { .. }));
    assert_eq!(running.organisation().unwrap(), None);
    running.stop().unwrap();
    assert!(!folder.path().join("central.sqlite-wal").exists(), "a server that ended leaves one whole file");
    server::start(&options(database())).unwrap().stop().unwrap();
}

#[test]
fn behind_a_proxy_only_the_proxy_is_heard_and_only_what_it_encrypts() {
    let folder = tempfile::tempdir().unwrap();
    let serve = |proxy: &str| {
        let options =
            Options { behind_proxy: Some(proxy.parse().unwrap()), ..options(server::Database::Folder(folder.path().to_owned())) };
        server::start(&options).unwrap()
    };
    let ask = |running: &server::Running, more: &str| {
        let mut browser = Browser { address: running.address, cookies: Vec::new(), more: more.to_owned() };
        browser.get("/sign-in")
    };
    let running = serve("127.0.0.1");
    let answer = ask(&running, "X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1\r\n");
    answer.must_be(200);
    assert!(
        answer.header("set-cookie").starts_with("__Host-practicum-form=") && answer.header("set-cookie").contains("; Secure")
    );
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    ask(&running, "X-Forwarded-Proto: http\r\n").must_be(421);
    ask(&running, "").must_be(421);
    running.stop().unwrap();
    let elsewhere = serve("192.0.2.9");
    ask(&elsewhere, "X-Forwarded-Proto: https\r\n").must_be(421);
}
