//! Lists of people: what they would change, and what is said of bad ones.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use assignment::roster::{BYTES_MAX, Change, Column, Comparison, Known, Problem, ROWS_MAX, Wrong, compare};
use proptest::prelude::*;
use record::Day;

fn nadia() -> Known {
    Known {
        email: "nadia@harbour.example".to_owned(),
        name: "Nadia Okafor".to_owned(),
        job_title: "Nurse".to_owned(),
        groups: ["Front Desk".to_owned()].into(),
        starts: Some(Day::parse("2025-01-07").unwrap()),
        leaves: None,
    }
}

fn of(text: &str) -> Comparison {
    compare(text.as_bytes(), &[nadia()])
}

fn only_problem(text: &str) -> Problem {
    let found = of(text);
    assert_eq!(found.problems.len(), 1, "{found:?}");
    found.problems[0].clone()
}

#[test]
fn rows_add_change_and_repeat_people() {
    let found = of("Name,Email,Job title,Groups,Starts\n\
                    Nadia Okafor,NADIA@harbour.example,Charge nurse,\"Front Desk; Ward\",2025-01-07\n\
                    Sam Lee,sam@harbour.example,Porter,,2026-12-01\n");
    assert_eq!(found.problems, []);
    let Change::Change(differences) = &found.rows[0].change else { panic!("{:?}", found.rows[0]) };
    let told: Vec<_> = differences.iter().map(|d| (d.column, &*d.before, &*d.after)).collect();
    assert_eq!(told, [(Column::JobTitle, "Nurse", "Charge nurse"), (Column::Groups, "Front Desk", "Front Desk; Ward")]);
    assert_eq!((found.rows[1].line, &found.rows[1].change), (3, &Change::Add));
    let other_letters = of("email,name,groups\nnadia@harbour.example,Nadia Okafor,FRONT desk\n");
    assert_eq!(other_letters.rows[0].change, Change::Same, "a group is the same in capitals");
    let same = of("email,name\nnadia@harbour.example,Nadia Okafor\n");
    assert_eq!(same.rows[0].change, Change::Same, "what has no column stays as it was");
}

#[test]
fn spreadsheets_write_marks_semicolons_spanish_and_dots() {
    let found = of("\u{feff}Correo;Nombre;Puesto;Inicio;Talla\r\nana@harbour.example;Ana Gil;Celadora;1.3.2026;M\r\n\r\n");
    assert_eq!((found.problems.len(), found.rows.len(), &*found.unknown), (0, 1, &["Talla".to_owned()][..]));
    assert_eq!(found.rows[0].listed.starts, Some(Some(Day::parse("2026-03-01").unwrap())));
}

#[test]
fn each_bad_row_is_told_with_its_line_and_the_good_ones_are_kept() {
    let found = of("email,name,starts,leaves\n\
                    sam@harbour.example,Sam Lee,2026-01-02,\n\
                    nobody,No Body,,\n\
                    SAM@harbour.example,Sam Again,,\n\
                    a@b.example,Late Date,11/22/2026,\n\
                    c@b.example,,,\n\
                    d@b.example,Gone First,2026-02-01,2026-01-01\n\
                    e@b.example,Short\n");
    assert_eq!(found.rows.len(), 1);
    let told: Vec<_> = found.problems.iter().map(|problem| (problem.line, problem.column, problem.what.clone())).collect();
    assert_eq!(
        told,
        [
            (3, Some(Column::Email), Wrong::NoEmail("nobody".to_owned())),
            (4, Some(Column::Email), Wrong::SameAsLine(2)),
            (5, Some(Column::Starts), Wrong::NoDay("11/22/2026".to_owned())),
            (6, Some(Column::Name), Wrong::Missing),
            (7, Some(Column::Leaves), Wrong::LeavesFirst),
            (8, None, Wrong::OtherLength { cells: 2, wanted: 4 }),
        ]
    );
}

#[test]
fn what_is_no_list_of_people_is_refused_as_a_whole() {
    assert_eq!(only_problem("").what, Wrong::NoHeading);
    assert_eq!(only_problem("name,job title\nSam,Porter\n").what, Wrong::NoEmailColumn);
    assert_eq!(only_problem("email\na@b.example\n").what, Wrong::NoNameColumn);
    assert_eq!(only_problem("email,name,mail\n").what, Wrong::Twice);
    assert_eq!(compare(&[b'a', 0xff, 0xfe], &[]).problems[0].what, Wrong::NotUtf8);
    assert_eq!(compare(&vec![b'a'; BYTES_MAX + 1], &[]).problems[0].what, Wrong::TooLarge);
    let many: String = (0..=ROWS_MAX).map(|n| format!("p{n}@b.example,P\n")).collect();
    let found = of(&format!("email,name\n{many}"));
    assert_eq!((found.rows.len(), &found.problems[0].what), (ROWS_MAX, &Wrong::TooManyRows));
    let bad = "x,Y\n".repeat(5_000);
    assert_eq!(of(&format!("email,name\n{bad}")).problems.last().unwrap().what, Wrong::AndMore);
}

proptest! {
    #[test]
    fn any_bytes_are_compared_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut list = b"email,name,groups,starts,leaves\n".to_vec();
        list.extend(&bytes);
        for bytes in [&bytes, &list] {
            let found = compare(bytes, &[nadia()]);
            prop_assert!(found.rows.iter().all(|row| row.listed.email.contains('@') && !row.listed.name.is_empty()));
        }
    }

    #[test]
    fn what_was_taken_over_is_the_same_the_next_time(n in 1_usize..20, titles in prop::collection::vec("[A-Za-z ]{0,12}", 20)) {
        let rows: String = (0..n).map(|i| format!("p{i}@b.example,Person {i},{}\n", titles[i])).collect();
        let list = format!("email,name,job title\n{rows}");
        let first = compare(list.as_bytes(), &[]);
        let known: Vec<Known> = first.rows.iter().map(|row| Known {
            email: row.listed.email.clone(),
            name: row.listed.name.clone(),
            job_title: row.listed.job_title.clone().unwrap_or_default(),
            groups: [].into(),
            starts: None,
            leaves: None,
        }).collect();
        prop_assert_eq!(first.count(|change| *change == Change::Add), n);
        prop_assert_eq!(compare(list.as_bytes(), &known).count(|change| *change == Change::Same), n);
    }
}
