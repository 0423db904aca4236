//! Reports: who did what, as a table, CSV and JSON.

use crate::sample::{UTC, broken_off, header, new_store, played};
use record::Fact;
use store::{Row, RowOutcome, Store, csv, json, table};

fn rows(fill: impl FnOnce(&mut Store)) -> Vec<Row> {
    let (_folder, _path, mut store) = new_store();
    fill(&mut store);
    store.report().unwrap().rows
}

#[test]
fn row_says_who_did_what_when_and_how_well() {
    let rows = rows(|store| {
        let ana = store.add_person("Ana", "Nurse").unwrap();
        played(store, &ana);
        let left = broken_off(store, &ana);
        store.append(left, 30, UTC, &[Fact::Left], b"", None).unwrap();
        broken_off(store, &ana);
    });
    let row = &rows[0];
    assert_eq!((row.person_name.as_deref(), row.job_title.as_deref()), (Some("Ana"), Some("Nurse")));
    assert_eq!((row.module.as_str(), row.module_version.as_str(), row.mode.as_str()), ("first-day", "1.0.0", "guided"));
    assert_eq!((row.started_utc.as_str(), row.closed_utc.as_deref()), (UTC, Some("2026-11-22T09:41:06Z")));
    assert_eq!((row.outcome, row.score_permille, row.took_ms), (RowOutcome::Passed, Some(857), Some(60_000)));
    assert_eq!((row.steps_done, row.n_steps, row.mistakes, row.critical_mistakes, row.hints), (3, 3, 1, 1, 1));
    assert!(!row.demonstration);
    assert_eq!((rows[1].outcome, rows[1].score_permille), (RowOutcome::Left, None));
    assert_eq!((rows[0].pauses, rows[1].pauses, rows[1].paused_ms), (0, 1, 0), "it was left and lasts still");
    assert_eq!((rows[2].outcome, rows[2].steps_done), (RowOutcome::Open, 1));
}

#[test]
fn job_title_is_the_one_of_that_time() {
    let rows = rows(|store| {
        let trainee = store.add_person("Ana", "Trainee").unwrap();
        played(store, &trainee);
        let nurse = store.change_person(trainee.id, "Ana", "Nurse").unwrap();
        played(store, &nurse);
    });
    let titles: Vec<_> = rows.iter().map(|row| row.job_title.as_deref().unwrap()).collect();
    assert_eq!(titles, ["Trainee", "Nurse"]);
}

#[test]
fn erased_people_and_demonstrations_are_called_so() {
    let rows = rows(|store| {
        let ana = store.add_person("Ana", "Nurse").unwrap();
        played(store, &ana);
        store.erase_person(ana.id).unwrap();
        let nobody = store.demonstration_person();
        let mut watch = header(store, &nobody);
        watch.mode = "watch".to_owned();
        store.open_attempt(&watch, UTC).unwrap();
    });
    assert_eq!(rows[0].person_name, None);
    let text = table(&rows);
    assert!(text.contains("(erased)") && text.contains("watch (demonstration)"), "{text}");
    assert!(csv(&rows).lines().nth(2).unwrap().starts_with("Demonstration,,first-day,1.0.0,watch,yes,"));
}

#[test]
fn table_lines_up_and_lets_no_control_character_through() {
    let mut rows = rows(|store| {
        let ana = store.add_person("Ana Müller", "Nurse").unwrap();
        played(store, &ana);
    });
    rows[0].mode = "gui\u{1b}[2J\nded".to_owned();
    let text = table(&rows);
    let expected = "\
person      job title  module           mode         started (UTC)         closed (UTC)          outcome  score   steps  mistakes/hints    pauses  attempt
Ana Müller  Nurse      first-day 1.0.0  gui\u{fffd}[2J\u{fffd}ded  2026-11-22T09:40:06Z  2026-11-22T09:41:06Z  passed   85.7 %  3/3    1 (1 critical)/1  0       ATTEMPT
";
    let expected = expected.replace("ATTEMPT", &rows[0].attempt.to_string()[..8]);
    assert_eq!(text, expected);
    assert_eq!(table(&[]).lines().count(), 1);
}

#[test]
fn pauses_are_reported_with_their_length() {
    let rows = rows(|store| {
        let ana = store.add_person("Ana", "Nurse").unwrap();
        let attempt = broken_off(store, &ana);
        let times = ["2026-11-22T10:00:00Z", "2026-11-22T10:01:35Z", "2026-11-22T10:02:00Z", "2026-11-22T10:02:10.9Z"];
        for (utc, fact) in times.into_iter().zip([Fact::Paused, Fact::Resumed, Fact::Paused, Fact::Resumed]) {
            store.append(attempt, 30, utc, &[fact], b"", None).unwrap();
        }
    });
    assert_eq!((rows[0].pauses, rows[0].paused_ms), (2, 105_900));
    assert!(table(&rows).contains("  2 (01:45)  "), "{}", table(&rows));
    assert!(csv(&rows).contains(",2,105900,"), "{}", csv(&rows));
    assert!(json(&rows).contains("\"paused_ms\": 105900"));
}

#[test]
fn csv_quotes_and_takes_the_teeth_out_of_formulas() {
    let mut rows = rows(|store| {
        let ana = store.add_person("Ana", "Nurse").unwrap();
        played(store, &ana);
    });
    let person_cell = |rows: &mut [Row], name: &str| {
        rows[0].person_name = Some(name.to_owned());
        let text = csv(rows);
        let line = text.split_once("\r\n").unwrap().1.to_owned();
        line.split_once(",Nurse,").unwrap().0.to_owned()
    };
    assert_eq!(person_cell(&mut rows, "Müller, Ana"), "\"Müller, Ana\"");
    assert_eq!(person_cell(&mut rows, "Ana \"Annie\" M"), "\"Ana \"\"Annie\"\" M\"");
    assert_eq!(person_cell(&mut rows, "two\r\nlines"), "\"two\r\nlines\"");
    assert_eq!(person_cell(&mut rows, "O'Hara-Smith"), "O'Hara-Smith");
    for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1"] {
        assert_eq!(person_cell(&mut rows, formula), format!("'{formula}"));
    }
    assert_eq!(person_cell(&mut rows, "=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
    let text = csv(&rows);
    assert!(text.ends_with("\r\n") && text.starts_with("person,job_title,module,"));
    assert!(text.contains(",passed,85.7,80.0,3,3,1,1,1,0,0,60000,self_declared,en,"), "{text}");
}

#[test]
fn json_gives_each_field_by_name() {
    let rows = rows(|store| {
        let ana = store.add_person("Ana", "Nurse").unwrap();
        broken_off(store, &ana);
    });
    let document: serde_json::Value = serde_json::from_str(&json(&rows)).unwrap();
    assert_eq!(document["format"], 1);
    let attempt = &document["attempts"][0];
    assert_eq!((&attempt["person_name"], &attempt["outcome"]), (&"Ana".into(), &"open".into()));
    assert!(attempt["score_permille"].is_null() && attempt["closed_utc"].is_null());
    assert_eq!(attempt["attempt"], rows[0].attempt.to_string());
}
