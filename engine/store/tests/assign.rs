//! Who is assigned what, and the people and groups around it: on SQLite and on a real PostgreSQL.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod homes;

use assignment::{Exemption, FirstDue, Recurrence, Said, Status, To, standing};
use homes::{Home, on_each};
use ids::{GroupId, Id128, ModuleId, PersonId, Slug};
use record::Day;
use store::central::*;

const DAY_MS: i64 = 86_400_000;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn now(text: &str) -> i64 {
    day(text).unix_secs() * 1_000
}

fn ends(day: Day) -> i64 {
    (day.unix_secs() + 86_400) * 1_000
}

fn texts(name: &str, email: &str, job_title: &str) -> PersonTexts {
    PersonTexts { name: name.to_owned(), email: email.to_owned(), job_title: job_title.to_owned() }
}

fn administrator(central: &Central) -> By {
    let now_ms = now("2026-01-01");
    let link = central.issue_set_up_link(now_ms).unwrap().unwrap();
    let password = PasswordHash::of("three green apples").unwrap();
    let person = texts("Ingrid Solberg", "ingrid@clinic.example", "");
    let person = central.set_up(&link, &SetUp { organisation: "Harbour Clinic".to_owned(), person, password }, now_ms).unwrap();
    By { person, reach: Reach::Everybody }
}

fn module(id: &str) -> ModuleId {
    ModuleId::new(id).unwrap()
}

fn new_hire(to: To) -> NewAssignment {
    let terms = Terms { due: FirstDue::Within { days: 14 }, grace_days: 0, recurrence: None, may_test_out: false };
    let modules = vec![module("first-day"), module("fire")];
    NewAssignment { subject: Subject::Course(Slug::new("new-hire").unwrap()), modules, to, terms }
}

/// How somebody stands with the first assignment on a day, folded from what is kept.
fn status(central: &Central, person: PersonId, on: &str) -> Status {
    let mut facts = Facts::default();
    central.refresh(&mut facts).unwrap();
    let assignment = facts.assignments[0].on(day(on), None);
    let facts = &facts.people[&person];
    let member = facts.member(day(on));
    let said = Said { member: &member, passes: &facts.passes, tries: &facts.tries, exemptions: &facts.exemptions };
    assignment.map_or(Status::NotAssigned, |assignment| standing(&assignment, said, day(on)).status)
}

#[test]
fn a_rule_reaches_whoever_is_in_the_group_and_a_past_day_is_answered_as_it_was() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let leo = central.add_person(by, &texts("Leo Marchetti", "leo@clinic.example", "Front desk"), now("2026-01-02")).unwrap();
        let desk = central.add_group(by.person, "Front Desk", now("2026-01-02")).unwrap();
        assert!(matches!(central.add_group(by.person, " front desk", 0), Err(CentralError::GroupTaken)));
        let rule = central.assign(by.person, &[new_hire(To::Group(desk))], day("2026-02-01"), now("2026-02-01")).unwrap()[0];
        assert_eq!(status(&central, leo, "2026-02-05"), Status::NotAssigned);
        central.join_group(by.person, leo, desk, day("2026-03-01"), now("2026-03-01")).unwrap();
        central.set_days(by, leo, Some(day("2026-03-02")), None, now("2026-03-01")).unwrap();
        for (on, expected) in [
            ("2026-02-28", Status::NotAssigned),
            ("2026-03-01", Status::Due),
            ("2026-03-16", Status::Due),
            ("2026-03-17", Status::Overdue),
        ] {
            assert_eq!(status(&central, leo, on), expected, "{on}");
        }
        // Other terms from April on leave March as it was.
        let looser = Terms { due: FirstDue::Within { days: 60 }, ..new_hire(To::Everybody).terms };
        central.change_assignment(by.person, rule, looser, day("2026-04-01"), now("2026-04-01")).unwrap();
        assert_eq!(status(&central, leo, "2026-03-20"), Status::Overdue);
        assert_eq!(status(&central, leo, "2026-04-02"), Status::Due);
        let exemption = |from, until: &str| Exemption { person: leo, assignment: rule, from: day(from), until: Some(day(until)) };
        central.exempt(by.person, &exemption("2026-05-10", "2026-06-30"), "On leave", now("2026-05-10")).unwrap();
        assert_eq!(status(&central, leo, "2026-06-30"), Status::Exempt);
        assert_eq!(status(&central, leo, "2026-07-01"), Status::Overdue);
        let told = central.exemptions(leo).unwrap();
        assert_eq!((&*told[0].reason, told[0].written_by.as_deref()), ("On leave", Some("Ingrid Solberg")));
        central.end_exemption(by.person, leo, told[0].id, day("2026-06-01"), now("2026-06-01")).unwrap();
        assert_eq!(status(&central, leo, "2026-05-31"), Status::Exempt);
        assert_eq!(status(&central, leo, "2026-06-01"), Status::Overdue);
        assert!(central.end_exemption(by.person, by.person, told[0].id, day("2026-06-01"), 0).is_err(), "it is not theirs");
        // Whoever leaves the group, and an assignment that ends, ask no more, and did.
        central.leave_group(by.person, leo, desk, day("2026-08-01"), now("2026-08-01")).unwrap();
        assert_eq!(
            (status(&central, leo, "2026-07-31"), status(&central, leo, "2026-08-01")),
            (Status::Overdue, Status::NotAssigned)
        );
        central.join_group(by.person, leo, desk, day("2026-08-02"), now("2026-08-02")).unwrap();
        assert_eq!(status(&central, leo, "2026-08-02"), Status::Due);
        central.end_assignment(by.person, rule, day("2026-08-03"), now("2026-08-03")).unwrap();
        assert_eq!(
            (status(&central, leo, "2026-08-02"), status(&central, leo, "2026-08-03")),
            (Status::Due, Status::NotAssigned)
        );
        let over = central.end_assignment(by.person, rule, day("2026-08-04"), now("2026-08-04"));
        assert!(matches!(over, Err(CentralError::UnknownAssignment)));
    });
}

#[test]
fn training_elsewhere_counts_from_its_day_and_what_was_wrong_is_withdrawn_with_a_reason() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let leo = central.add_person(by, &texts("Leo Marchetti", "", "Nurse"), now("2026-01-02")).unwrap();
        let recurring = Terms { recurrence: Some(Recurrence::Yearly { month: 1, day: 15 }), ..new_hire(To::Everybody).terms };
        let new = NewAssignment { terms: recurring, ..new_hire(To::JobTitle("NURSE".to_owned())) };
        central.assign(by.person, &[new], day("2026-02-01"), now("2026-02-01")).unwrap();
        let classroom = NewOutside {
            modules: vec![(module("first-day"), None), (module("fire"), None)],
            kind: OutsideKind::Classroom,
            on: day("2026-02-10"),
            note: "List in the office, drawer 2".to_owned(),
        };
        central.record_outside(by.person, leo, &classroom, now("2026-02-20")).unwrap();
        assert_eq!(status(&central, leo, "2026-02-09"), Status::Due);
        assert_eq!(status(&central, leo, "2026-02-10"), Status::Done);
        assert_eq!(status(&central, leo, "2026-12-20"), Status::Lapsing);
        assert_eq!(status(&central, leo, "2027-01-16"), Status::Overdue);
        let told = central.outside(leo).unwrap();
        assert_eq!((told.len(), told[0].kind, &*told[0].note), (2, OutsideKind::Classroom, "List in the office, drawer 2"));
        assert!(matches!(central.withdraw_outside(by.person, by.person, told[0].id, "x", 0), Err(CentralError::UnknownLine)));
        assert!(matches!(central.withdraw_outside(by.person, leo, told[0].id, " ", 0), Err(CentralError::BadText { .. })));
        central.withdraw_outside(by.person, leo, told[0].id, "It was another Leo", now("2026-03-01")).unwrap();
        assert_eq!(status(&central, leo, "2026-02-20"), Status::Overdue, "what is withdrawn never counted");
        let told = central.outside(leo).unwrap();
        let withdrawn = told.iter().find_map(|one| one.withdrawn.clone()).unwrap();
        assert_eq!((withdrawn.0, &*withdrawn.2), (now("2026-03-01"), "It was another Leo"));
        // The title changes: the rule asks no more from then on, and did before.
        central.change_person(by, leo, &texts("Leo Marchetti", "", "Porter"), now("2026-04-01")).unwrap();
        assert_eq!(status(&central, leo, "2026-03-31"), Status::Overdue);
        assert_eq!(status(&central, leo, "2026-04-01"), Status::NotAssigned);
        central.change_person(by, leo, &texts("Leo Marchetti", "", "Nurse"), now("2026-06-01")).unwrap();
        assert_eq!(status(&central, leo, "2026-06-15"), Status::Due, "fourteen days from the new title");
    });
}

#[test]
fn whoever_has_left_cannot_sign_in_and_keeps_their_record() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let leo = central.add_person(by, &texts("Leo Marchetti", "leo@clinic.example", "Nurse"), now("2026-01-02")).unwrap();
        let link = central.issue_password_link(by, leo, now("2026-01-02")).unwrap();
        central.use_password_link(&link, &PasswordHash::of("three green apples").unwrap(), now("2026-01-02")).unwrap();
        let last = LastDay { day: day("2026-03-31"), ends_ms: ends(day("2026-03-31")) };
        assert!(matches!(central.set_days(by, leo, Some(day("2026-04-01")), Some(last), 0), Err(CentralError::LeavesFirst)));
        central.set_days(by, leo, Some(day("2026-01-05")), Some(last), now("2026-01-05")).unwrap();
        let session = central.finish_sign_in(leo, "192.0.2.7", "Firefox", last.ends_ms - 1_000).unwrap();
        assert!(central.visitor(&session.token, last.ends_ms - 1).unwrap().is_some());
        assert!(central.visitor(&session.token, last.ends_ms).unwrap().is_none(), "the day is over");
        let begun = |at_ms| central.begin_sign_in("leo@clinic.example", "192.0.2.7", at_ms).unwrap();
        assert!(matches!(begun(last.ends_ms), SignIn::Compare { known: None }));
        assert!(matches!(central.finish_sign_in(leo, "192.0.2.7", "", last.ends_ms), Err(CentralError::Inactive)));
        assert!(matches!(central.issue_password_link(by, leo, last.ends_ms), Err(CentralError::Inactive)));
        assert_eq!(central.person(by.person, leo, 0).unwrap().leaves, Some(day("2026-03-31")));
        let own = central.set_days(by, by.person, None, Some(last), 0);
        assert!(matches!(own, Err(CentralError::LastAdministrator)), "somebody has to administer after that day");
        central.set_active(by, leo, false, now("2026-02-01")).unwrap();
        assert_eq!(central.person(by.person, leo, 0).unwrap().leaves, Some(day("2026-02-01")));
        central.set_active(by, leo, true, now("2026-02-02")).unwrap();
        assert_eq!(central.person(by.person, leo, 0).unwrap().leaves, None);
    });
}

const LIST: &str = "email;name;job title;groups;starts;leaves\r\n\
                    leo@clinic.example;Leo Marchetti;Charge nurse;front desk|Ward;2026-01-05;\r\n\
                    sam@clinic.example;Sam Lee;Porter;Ward;2026-12-01;\r\n\
                    nobody;No Body;;;;\r\n";

#[test]
fn a_list_is_looked_at_and_taken_over_only_as_it_was_looked_at() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let (today, now_ms) = (day("2026-02-01"), now("2026-02-01"));
        let leo = central.add_person(by, &texts("Leo Marchetti", "Leo@clinic.example", "Nurse"), now_ms).unwrap();
        let desk = central.add_group(by.person, "Front Desk", now_ms).unwrap();
        let old = central.add_group(by.person, "Old", now_ms).unwrap();
        for group in [desk, old] {
            central.join_group(by.person, leo, group, day("2026-01-05"), now_ms).unwrap();
        }
        let seen = central.send_roster(by, LIST.as_bytes(), today, now_ms).unwrap();
        assert_eq!(
            (seen.comparison.rows.len(), seen.comparison.problems.len(), &*seen.new_groups),
            (2, 1, &["Ward".to_owned()][..])
        );
        assert_eq!(central.people_counts().unwrap().0, 2, "looking changes nobody");
        let take = |upload, digest: &str, at_ms| central.take_roster(by, upload, digest, today, ends, at_ms);
        assert!(matches!(take(seen.upload, "guessed", now_ms), Err(CentralError::PreviewOver)));
        central.change_person(by, leo, &texts("Leo Marchetti", "Leo@clinic.example", "Doctor"), now_ms).unwrap();
        assert!(matches!(take(seen.upload, &seen.digest, now_ms), Err(CentralError::PreviewOver)), "Leo is other than seen");
        let again = central.look_at_roster(by, seen.upload, today, now_ms).unwrap();
        assert!(matches!(take(again.upload, &again.digest, now_ms + DAY_MS), Err(CentralError::UploadOver)));
        let taken = take(again.upload, &again.digest, now_ms).unwrap();
        assert_eq!(taken, Taken { n_added: 1, n_changed: 1 });
        assert!(matches!(take(again.upload, &again.digest, now_ms), Err(CentralError::UploadOver)), "once");
        let entries = central.people_table(by.person, today, now_ms).unwrap();
        let leo = entries.iter().find(|entry| entry.name == "Leo Marchetti").unwrap();
        assert_eq!((&*leo.job_title, &*leo.groups), ("Charge nurse", &["Front Desk".to_owned(), "Ward".to_owned()][..]));
        assert_eq!(leo.email.as_deref(), Some("Leo@clinic.example"), "an address stays as it was written");
        let same = central.send_roster(by, LIST.as_bytes(), today, now_ms).unwrap();
        assert!(same.comparison.rows.iter().all(|row| row.change == assignment::roster::Change::Same));
        assert!(matches!(central.check_audit().unwrap(), AuditCheck::Holds { .. }));
    });
}

#[test]
fn a_managers_list_leaves_out_whoever_holds_a_role_and_nobody_sends_away_the_last_administrator() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let (today, now_ms) = (day("2026-02-01"), now("2026-02-01"));
        let manager = central.add_person(by, &texts("Hannah Brandt", "hannah@clinic.example", ""), now_ms).unwrap();
        central.set_roles(by, manager, &Roles::from([Role::Manager]), now_ms).unwrap();
        let list = "email,name,leaves\ningrid@clinic.example,Mallory,2026-01-01\nhannah@clinic.example,Hannah B,\n";
        let manager = By { person: manager, reach: Reach::TraineesAndSelf };
        let seen = central.send_roster(manager, list.as_bytes(), today, now_ms).unwrap();
        assert_eq!(seen.refused, [(2, RosterRefusal::OutOfReach)]);
        let take = |by, seen: &RosterPreview| central.take_roster(by, seen.upload, &seen.digest, today, ends, now_ms);
        assert!(matches!(take(by, &seen), Err(CentralError::UploadOver)), "nobody takes over what another sent");
        assert_eq!(take(manager, &seen).unwrap().n_changed, 1);
        let seen = central.send_roster(by, list.as_bytes(), today, now_ms).unwrap();
        assert!(matches!(take(by, &seen), Err(CentralError::LastAdministrator)));
        assert_eq!(central.person(by.person, by.person, now_ms).unwrap().name, "Ingrid Solberg", "all or nothing");
        let bidi = "email,name,groups\nx@clinic.example,Left \u{202e}right,\ny@clinic.example,Y,a\u{2028}b\n";
        let seen = central.send_roster(by, bidi.as_bytes(), today, now_ms).unwrap();
        assert_eq!((seen.refused.len(), seen.comparison.rows.len()), (2, 0));
    });
}

#[test]
fn whoever_keeps_facts_in_memory_is_told_what_changed() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let mut facts = Facts::default();
        assert_eq!(central.refresh(&mut facts).unwrap(), Refreshed::Everything);
        assert_eq!(central.refresh(&mut facts).unwrap(), Refreshed::Nothing);
        let leo = central.add_person(by, &texts("Leo", "", ""), now("2026-01-02")).unwrap();
        central.add_person(by, &texts("Nadia", "", ""), now("2026-01-02")).unwrap();
        let Refreshed::People(changed) = central.refresh(&mut facts).unwrap() else { panic!("only people changed") };
        assert_eq!((changed.len(), &*facts.people[&leo].name), (2, "Leo"));
        central.add_group(by.person, "Ward", 0).unwrap();
        assert_eq!(central.refresh(&mut facts).unwrap(), Refreshed::Everything);
        for n in 0..250 {
            central.add_person(by, &texts(&format!("P{n}"), "", ""), 0).unwrap();
        }
        assert_eq!(central.refresh(&mut facts).unwrap(), Refreshed::Everything);
        assert_eq!(facts.people.len(), 253);
        let mut fresh = Facts::default();
        home.open().refresh(&mut fresh).unwrap();
        assert_eq!(fresh.people, facts.people, "brought up to date is the same as read anew");
    });
}

#[test]
fn what_is_not_there_is_not_assigned() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let nobody = PersonId(Id128([9; 16]));
        let assign = |to| central.assign(by.person, &[new_hire(To::Everybody), new_hire(to)], day("2026-01-01"), 0);
        assert!(matches!(assign(To::Group(GroupId(Id128([9; 16])))), Err(CentralError::UnknownGroup)));
        assert!(matches!(assign(To::People([nobody].into())), Err(CentralError::UnknownPerson)));
        assert!(matches!(assign(To::People([].into())), Err(CentralError::UnknownPerson)));
        assert!(matches!(assign(To::JobTitle(" ".to_owned())), Err(CentralError::BadText { .. })));
        let mut facts = Facts::default();
        central.refresh(&mut facts).unwrap();
        assert!(facts.assignments.is_empty(), "all or none");
        assign(To::People([by.person].into())).unwrap();
        central.refresh(&mut facts).unwrap();
        assert!(facts.assignments.iter().any(|found| found.to == To::People([by.person].into())));
    });
}

/// The tables as the release before wrote them, with somebody in them.
#[test]
fn records_of_layout_2_are_brought_up_to_date_and_everything_in_them_holds() {
    on_each(|home| {
        let common = include_str!("../sql/central/migrations/0001_first.sql");
        let trigger = match home {
            Home::File(_) => include_str!("../sql/central/migrations/0002_audit_stays.sqlite.sql"),
            Home::Postgres(..) => include_str!("../sql/central/migrations/0002_audit_stays.postgres.sql"),
        };
        let sort_key = match home {
            Home::File(_) => "x'6c656f'",
            Home::Postgres(..) => "'\\x6c656f'",
        };
        if let Home::File(_) = home {
            home.tamper("PRAGMA application_id = 1349673299;").unwrap();
        }
        home.tamper(&format!(
            "{common}; {trigger}
             CREATE TABLE layout (version BIGINT NOT NULL PRIMARY KEY); INSERT INTO layout VALUES (1), (2);
             INSERT INTO organisation VALUES (1, 'Harbour Clinic', 0);
             INSERT INTO person VALUES (1, '0a000000000000000000000000000001', 'Leo', {sort_key}, NULL, NULL, 'Nurse', 'leo', 1, NULL, NULL, 0),
                                       (1, '0a000000000000000000000000000002', 'Gone', {sort_key}, NULL, NULL, 'Nurse', 'gone', 0, NULL, NULL, 0);"
        ))
        .unwrap();
        let central = home.open();
        let leo = PersonId(Id128::parse("0a000000000000000000000000000001").unwrap());
        let gone = PersonId(Id128::parse("0a000000000000000000000000000002").unwrap());
        assert_eq!(central.organisation().unwrap().as_deref(), Some("Harbour Clinic"));
        assert_eq!(central.person(leo, leo, 0).unwrap().starts, None);
        central.assign(leo, &[new_hire(To::Everybody)], day("2026-02-01"), now("2026-02-01")).unwrap();
        assert_eq!(status(&central, leo, "2026-02-02"), Status::Due);
        assert_eq!(status(&central, gone, "2026-02-02"), Status::NotAssigned, "who had left has left");
    });
}
