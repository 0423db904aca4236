//! `practicum serve`, as somebody starts it: what it prints, what answers, and how it ends.

#![cfg(unix)]

use anyhow::{Context, Result};
use journeys::program::Practicum;
use journeys::serving::Serving;
use std::io::{Read, Write};
use std::net::TcpStream;

fn get(url: &str) -> Result<String> {
    ask("GET", url, "", "")
}

/// Sends a request with header lines, each with its line break, and a form.
fn ask(method: &str, url: &str, headers: &str, form: &str) -> Result<String> {
    let (host, path) = url.strip_prefix("http://").and_then(|rest| rest.split_once('/')).context("an address")?;
    let mut stream = TcpStream::connect(host)?;
    write!(stream, "{method} /{path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n")?;
    write!(stream, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}", form.len())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

#[test]
fn one_command_prints_where_to_go_and_a_signal_ends_it() {
    let practicum = Practicum::new().unwrap();
    let serving = Serving::start(&practicum, &[]).unwrap();
    assert!(serving.told()[0].starts_with("Practicum serves a new organisation at http://127.0.0.1:"), "{:?}", serving.told());
    let first = serving.link().unwrap();
    assert!(get(&first).unwrap().starts_with("HTTP/1.1 200"));
    serving.end().unwrap();
    assert!(practicum.data().join("central.sqlite").is_file());
    let again = Serving::start(&practicum, &[]).unwrap();
    assert_ne!(again.link().unwrap(), first, "while there is no administrator, every start prints a link of its own");
    again.end().unwrap();
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Result<&'a str> {
    let (_, rest) = text.split_once(before).with_context(|| format!("no `{before}` in: {text}"))?;
    rest.split(after).next().context("an end")
}

#[test]
fn the_courses_of_the_home_folder_can_be_assigned_in_the_readers_language() {
    let practicum = Practicum::new().unwrap();
    let serving = Serving::start(&practicum, &[]).unwrap();
    let link = serving.link().unwrap();
    let page = get(&link).unwrap();
    let (cookie, token) = (between(&page, "set-cookie: ", ";").unwrap(), between(&page, "name=\"form\" value=\"", "\"").unwrap());
    let form = format!(
        "form={token}&organisation=Harbour+Clinic&name=Ingrid+Solberg&email=ingrid%40clinic.example&new-password=three+green+apples"
    );
    let answer = ask("POST", &link, &format!("Cookie: {cookie}\r\n"), &form).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let session = between(&answer, "set-cookie: ", ";").unwrap();
    let at = |path: &str| format!("{}{path}", link.split("/set-up/").next().unwrap());
    let see =
        |path: &str, language: &str| ask("GET", &at(path), &format!("Cookie: {session}\r\nAccept-Language: {language}\r\n"), "");
    let courses = see("/courses", "en").unwrap();
    assert!(courses.contains(">New hire</a>") && courses.contains(">Fire drill</a>"), "{courses}");
    let spanish = see("/courses/course/new-hire", "es").unwrap();
    assert!(spanish.contains("Cómo van las personas") && !spanish.contains("<strong>Fire drill</strong>"), "{spanish}");
    assert!(see("/assignments/new", "en").unwrap().contains("course/new-hire"));
    serving.end().unwrap();
}

#[test]
fn what_would_send_passwords_in_clear_is_refused_in_a_sentence() {
    let practicum = Practicum::new().unwrap();
    let refused = practicum.run(["serve", "--address", "0.0.0.0:0"]).unwrap();
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.err.contains("nothing would be encrypted") && refused.err.lines().count() == 1, "{}", refused.err);
    let far = practicum.run(["serve", "--database", "postgres://anna:secret@records.example/x"]).unwrap();
    assert!(far.err.contains("not encrypted") && !far.err.contains("secret"), "{}", far.err);
}
