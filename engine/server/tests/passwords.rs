//! Passwords and sessions over real HTTP: what wrong ones bring, and what somebody changes on their own account.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(dead_code, reason = "each test program uses what it needs")]
mod web;

use web::{PASSWORD, Server};

#[test]
fn too_many_wrong_passwords_make_wait_the_right_one_too() {
    let server = Server::start();
    server.administrator();
    let mut browser = server.browser();
    for _ in 0..5 {
        browser.sign_in("ingrid@clinic.example", "three red apples").must_be(422);
    }
    browser.sign_in("ingrid@clinic.example", PASSWORD).must_be(429).must_say("Too many wrong passwords. Wait");
}

#[test]
fn somebody_changes_their_password_and_ends_their_sessions() {
    let server = Server::start();
    let mut here = server.administrator();
    here.more = "User-Agent: Mozilla/5.0 (Windows NT 10.0) Firefox/140.0\r\n".to_owned();
    let mut there = here.clone();
    there.cookies.clear();
    there.sign_in("ingrid@clinic.example", PASSWORD).must_lead_to("/");
    let page = here.get("/account");
    page.must_be(200).must_say("Firefox, Windows").must_say("This one");
    let session = page.between("name=\"session\" value=\"", "\"").to_owned();
    here.post("/account/sessions/end", &[("session", &session)]).must_lead_to("/account?done=session");
    there.get("/").must_lead_to("/sign-in");
    here.post("/account/sessions/end", &[("session", "../../x")]).must_lead_to("/account?done=session");

    there.sign_in("ingrid@clinic.example", PASSWORD).must_lead_to("/");
    let change = |old, new| [("password", old), ("new-password", new)];
    here.post("/account/password", &change("three red apples", "four yellow pears"))
        .must_be(422)
        .must_say("not your current password");
    here.post("/account/password", &change(PASSWORD, "short")).must_be(422).must_say("at least 12");
    here.post("/account/password", &change(PASSWORD, "four yellow pears")).must_lead_to("/account?done=password");
    here.get("/").must_be(200);
    there.get("/").must_lead_to("/sign-in");
    there.sign_in("ingrid@clinic.example", PASSWORD).must_be(422);
    there.sign_in("ingrid@clinic.example", "four yellow pears").must_lead_to("/");

    here.post("/account/taste", &[("language", "es"), ("theme", "dark")]).must_lead_to("/account?done=taste");
    here.get("/account").must_say("<html lang=\"es\" data-theme=\"dark\">").must_say("Mi cuenta");
    here.post("/account/taste", &[("language", "\"><script>"), ("theme", "x")]).must_lead_to("/account?done=taste");
    here.get("/account").must_say("<html lang=\"en\">");
}
