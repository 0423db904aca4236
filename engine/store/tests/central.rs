//! An organisation's records, on SQLite and on a real PostgreSQL: the same tests for both.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod homes;

use homes::{Home, on_each};
use store::central::*;

const HOUR_MS: i64 = 3_600_000;
const NOW_MS: i64 = 1_795_000_000_000;

fn texts(name: &str, email: &str) -> PersonTexts {
    PersonTexts { name: name.to_owned(), email: email.to_owned(), job_title: "Nurse".to_owned() }
}

fn set_up_as(name: &str) -> SetUp {
    let password = PasswordHash::of("three green apples").unwrap();
    SetUp { organisation: "Harbour Clinic".to_owned(), person: texts(name, "Ingrid@clinic.example"), password }
}

/// An organisation with its first administrator.
fn administrator(central: &Central) -> By {
    let link = central.issue_set_up_link(NOW_MS).unwrap().unwrap();
    let person = central.set_up(&link, &set_up_as("Ingrid Solberg"), NOW_MS).unwrap();
    By { person, reach: Reach::Everybody }
}

fn with_password(central: &Central, by: By, name: &str, email: &str) -> ids::PersonId {
    let person = central.add_person(by, &texts(name, email), NOW_MS).unwrap();
    let link = central.issue_password_link(by, person, NOW_MS).unwrap();
    central.use_password_link(&link, &PasswordHash::of("three green apples").unwrap(), NOW_MS).unwrap();
    person
}

#[test]
fn a_set_up_link_makes_one_administrator_once_and_within_an_hour() {
    on_each(|home| {
        let central = home.open();
        let (first, second) =
            (central.issue_set_up_link(NOW_MS).unwrap().unwrap(), central.issue_set_up_link(NOW_MS).unwrap().unwrap());
        assert!(central.set_up_link_holds(&first, NOW_MS).unwrap());
        assert!(!central.set_up_link_holds(&first, NOW_MS + HOUR_MS).unwrap());
        let late = central.set_up(&first, &set_up_as("Too Late"), NOW_MS + HOUR_MS);
        assert!(matches!(late, Err(CentralError::LinkOver)));
        central.set_up(&first, &set_up_as("Ingrid Solberg"), NOW_MS).unwrap();
        for link in [&first, &second] {
            assert!(!central.set_up_link_holds(link, NOW_MS).unwrap());
            assert!(matches!(central.set_up(link, &set_up_as("Somebody Else"), NOW_MS), Err(CentralError::LinkOver)));
        }
        assert!(central.issue_set_up_link(NOW_MS).unwrap().is_none(), "there is an administrator now");
        assert_eq!(central.organisation().unwrap().as_deref(), Some("Harbour Clinic"));
        assert_eq!(home.open().organisation().unwrap().as_deref(), Some("Harbour Clinic"), "it is on disk");
    });
}

#[test]
fn two_who_use_links_at_once_make_one_administrator() {
    on_each(|home| {
        let central = home.open();
        let links = [(); 4].map(|()| central.issue_set_up_link(NOW_MS).unwrap().unwrap());
        let given = set_up_as("Ingrid Solberg");
        let n_made = std::thread::scope(|scope| {
            let tries: Vec<_> = links.iter().map(|link| scope.spawn(|| central.set_up(link, &given, NOW_MS).is_ok())).collect();
            tries.into_iter().filter(|_| true).map(|one| usize::from(one.join().unwrap())).sum::<usize>()
        });
        assert_eq!(n_made, 1);
    });
}

#[test]
fn sign_in_needs_the_password_and_makes_patient() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let begin = |now_ms| central.begin_sign_in(" INGRID@clinic.example ", "192.0.2.7", now_ms).unwrap();
        let SignIn::Compare { known: Some((person, password)) } = begin(NOW_MS) else { panic!("an account") };
        assert_eq!(person, by.person, "an address is the same in capitals");
        assert!(password.is_of("three green apples") && !password.is_of("three red apples"));
        for _ in 0..4 {
            assert!(matches!(begin(NOW_MS), SignIn::Compare { .. }));
        }
        assert!(matches!(begin(NOW_MS), SignIn::Wait { wait_secs: 30 }));
        assert!(matches!(begin(NOW_MS + 29_001), SignIn::Wait { wait_secs: 1 }));
        let later = NOW_MS + 30_000;
        assert!(matches!(begin(later), SignIn::Compare { .. }));
        let session = central.finish_sign_in(person, "192.0.2.7", "Firefox", later).unwrap();
        assert!(matches!(begin(later), SignIn::Compare { .. }), "a right password forgives");
        assert_eq!(central.visitor(&session.token, later).unwrap().unwrap().name, "Ingrid Solberg");

        assert!(matches!(central.begin_sign_in("nobody@x.example", "192.0.2.8", NOW_MS), Ok(SignIn::Compare { known: None })));
        for n in 0..29 {
            central.begin_sign_in(&format!("nobody{n}@x.example"), "192.0.2.8", NOW_MS).unwrap();
        }
        let spraying = central.begin_sign_in("another@x.example", "192.0.2.8", NOW_MS);
        assert!(matches!(spraying, Ok(SignIn::Wait { .. })), "one address cannot try every account");
    });
}

#[test]
fn a_session_ends_by_its_owner_by_rest_by_age_and_with_the_account() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let person = with_password(&central, by, "Nadia Okafor", "nadia@clinic.example");
        let begin = || central.finish_sign_in(person, "192.0.2.7", "Firefox", NOW_MS).unwrap().token;
        let goes_on = |token: &Token, at_ms| central.visitor(token, at_ms).unwrap().is_some();
        let token = begin();
        assert!(goes_on(&token, NOW_MS + IDLE_MS - 1));
        assert!(goes_on(&token, NOW_MS + 2 * IDLE_MS - 2), "using it keeps it");
        assert!(!goes_on(&token, NOW_MS + 4 * IDLE_MS));
        let token = begin();
        let mut at_ms = NOW_MS;
        while at_ms + HOUR_MS < NOW_MS + LONGEST_MS {
            at_ms += HOUR_MS;
            assert!(goes_on(&token, at_ms));
        }
        assert!(!goes_on(&token, NOW_MS + LONGEST_MS), "a day ends every session");

        let (kept, other) = (begin(), begin());
        let visitor = central.visitor(&kept, NOW_MS).unwrap().unwrap();
        let sessions = central.own_sessions(&visitor, NOW_MS).unwrap();
        assert!(sessions.len() >= 2 && sessions.iter().filter(|session| session.is_this).count() == 1);
        central.change_password(&visitor, &PasswordHash::of("four yellow pears").unwrap(), NOW_MS).unwrap();
        assert!(goes_on(&kept, NOW_MS) && !goes_on(&other, NOW_MS), "a new password ends the other sessions");
        let foreign = central.finish_sign_in(by.person, "192.0.2.7", "Edge", NOW_MS).unwrap().token;
        let administrators = central.visitor(&foreign, NOW_MS).unwrap().unwrap();
        let theirs = central.own_sessions(&administrators, NOW_MS).unwrap().remove(0).id;
        central.end_session(person, &theirs, NOW_MS).unwrap();
        assert!(goes_on(&foreign, NOW_MS), "nobody ends a session of somebody else");
        central.set_active(by, person, false, NOW_MS).unwrap();
        assert!(!goes_on(&kept, NOW_MS));
        assert!(matches!(central.finish_sign_in(person, "192.0.2.7", "Firefox", NOW_MS), Err(CentralError::Inactive)));
        central.sign_out(&administrators, NOW_MS).unwrap();
        assert!(!goes_on(&foreign, NOW_MS));
    });
}

#[test]
fn a_password_link_is_used_once_and_the_newest_counts() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let person = central.add_person(by, &texts("Leo Marchetti", "leo@clinic.example"), NOW_MS).unwrap();
        let old = central.issue_password_link(by, person, NOW_MS).unwrap();
        let link = central.issue_password_link(by, person, NOW_MS).unwrap();
        let password = PasswordHash::of("three green apples").unwrap();
        assert_eq!(central.password_link(&old, NOW_MS).unwrap(), None);
        assert_eq!(central.password_link(&link, NOW_MS).unwrap().unwrap().name, "Leo Marchetti");
        assert_eq!(central.password_link(&link, NOW_MS + 80 * HOUR_MS).unwrap(), None);
        assert!(matches!(central.use_password_link(&old, &password, NOW_MS), Err(CentralError::LinkOver)));
        assert_eq!(central.use_password_link(&link, &password, NOW_MS).unwrap(), person);
        assert!(matches!(central.use_password_link(&link, &password, NOW_MS), Err(CentralError::LinkOver)));
        let set_up = central.set_up(&link, &set_up_as("Somebody Else"), NOW_MS);
        assert!(matches!(set_up, Err(CentralError::LinkOver)), "a link opens only what it is for");
        let nameless = central.add_person(by, &texts("No Address", ""), NOW_MS).unwrap();
        assert!(matches!(central.issue_password_link(by, nameless, NOW_MS), Err(CentralError::EmailNeeded)));
    });
}

#[test]
fn a_manager_reaches_trainees_and_never_whoever_holds_a_role() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let manager = with_password(&central, by, "Hannah Brandt", "hannah@clinic.example");
        central.set_roles(by, manager, &Roles::from([Role::Manager]), NOW_MS).unwrap();
        let manager = By { person: manager, reach: Reach::TraineesAndSelf };
        let trainee = central.add_person(manager, &texts("Leo Marchetti", "leo@clinic.example"), NOW_MS).unwrap();
        let link = central.issue_password_link(manager, trainee, NOW_MS).unwrap();
        let out_of_reach = |result: Result<(), CentralError>| assert!(matches!(result, Err(CentralError::OutOfReach)));
        out_of_reach(central.issue_password_link(manager, by.person, NOW_MS).map(|_| ()));
        out_of_reach(central.change_person(manager, by.person, &texts("Mallory", "mallory@x.example"), NOW_MS));
        out_of_reach(central.set_active(manager, by.person, false, NOW_MS));
        out_of_reach(central.set_roles(manager, manager.person, &Roles::from([Role::Administrator]), NOW_MS));
        central.set_roles(by, trainee, &Roles::from([Role::Administrator]), NOW_MS).unwrap();
        let used = central.use_password_link(&link, &PasswordHash::of("three green apples").unwrap(), NOW_MS);
        assert!(matches!(used, Err(CentralError::LinkOver)), "a link made for a trainee does not open a role");
    });
}

#[test]
fn somebody_can_always_administer() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let last = |result: Result<(), CentralError>| assert!(matches!(result, Err(CentralError::LastAdministrator)));
        let everything_kept = || central.person(by.person, by.person, NOW_MS).unwrap();
        let before = everything_kept();
        last(central.set_roles(by, by.person, &Roles::new(), NOW_MS));
        last(central.set_active(by, by.person, false, NOW_MS));
        last(central.change_person(by, by.person, &texts("Ingrid Solberg", ""), NOW_MS));
        let heir = central.add_person(by, &texts("Daniel Reyes", "daniel@clinic.example"), NOW_MS).unwrap();
        central.set_roles(by, heir, &Roles::from([Role::Administrator]), NOW_MS).unwrap();
        last(central.set_roles(by, by.person, &Roles::new(), NOW_MS));
        assert_eq!(everything_kept(), before, "what is refused changes nothing");
        let link = central.issue_password_link(by, heir, NOW_MS).unwrap();
        central.use_password_link(&link, &PasswordHash::of("three green apples").unwrap(), NOW_MS).unwrap();
        central.set_roles(by, by.person, &Roles::new(), NOW_MS).unwrap();
    });
}

#[test]
fn two_administrators_who_leave_at_once_do_not_both() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let other = with_password(&central, by, "Daniel Reyes", "daniel@clinic.example");
        central.set_roles(by, other, &Roles::from([Role::Administrator]), NOW_MS).unwrap();
        let n_left = std::thread::scope(|scope| {
            let leave = |person| {
                let central = &central;
                scope.spawn(move || central.set_roles(by, person, &Roles::new(), NOW_MS).is_ok())
            };
            let tries = [leave(by.person), leave(other)];
            tries.map(|one| usize::from(one.join().unwrap())).iter().sum::<usize>()
        });
        assert_eq!(n_left, 1);
    });
}

#[test]
fn people_are_found_by_name_address_and_job_in_pages() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        for n in 0..25 {
            central.add_person(by, &texts(&format!("Person {n:02}"), &format!("p{n}@clinic.example")), NOW_MS).unwrap();
        }
        central.add_person(by, &texts("Ángela 100%", ""), NOW_MS).unwrap();
        central.add_person(by, &texts("ángela 100x", ""), NOW_MS).unwrap();
        let find = |search: &str, after| {
            let query = PeopleQuery { search: search.to_owned(), after, limit: 10, ..PeopleQuery::default() };
            central.people(by.person, &query, NOW_MS).unwrap()
        };
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = find("", after);
            assert_eq!(page.n_found, 28);
            seen.extend(page.people.iter().map(|person| person.name.clone()));
            after = page.people.last().map(|person| person.person);
            if !page.has_more {
                break;
            }
        }
        assert_eq!(seen.len(), 28, "every page once");
        assert!(seen.is_sorted_by_key(|name| name.to_lowercase()));
        assert_eq!(find("ÁNGELA", None).n_found, 2);
        assert_eq!(find("100%", None).n_found, 1, "a sign of the search language is only a sign");
        assert_eq!(find("P7@", None).people[0].name, "Person 07");
        assert_eq!(find("nurse", None).n_found, 28);
        assert_eq!(find("'; DROP TABLE person; --", None).n_found, 0);
        let gone = find("P7@", None).people[0].person;
        central.set_active(by, gone, false, NOW_MS).unwrap();
        assert_eq!(find("P7@", None).n_found, 0);
        let taken = central.add_person(by, &texts("Another", "P8@CLINIC.example"), NOW_MS);
        assert!(matches!(taken, Err(CentralError::EmailTaken)));
        assert_eq!(central.people_counts().unwrap(), (27, 26));
    });
}

#[test]
fn the_audit_log_names_who_read_whom_and_cannot_be_changed_unnoticed() {
    on_each(|home| {
        let central = home.open();
        let by = administrator(&central);
        let person = central.add_person(by, &texts("Leo Marchetti", "leo@clinic.example"), NOW_MS + 1).unwrap();
        central.person(by.person, person, NOW_MS + 2).unwrap();
        central.change_person(by, person, &texts("Leo Marchetti", "marchetti@clinic.example"), NOW_MS + 3).unwrap();
        let query = AuditQuery { from_ms: 0, to_ms: i64::MAX, person: None, before: None, limit: 100 };
        let entries = central.audit(by.person, &query, NOW_MS + 4).unwrap();
        let deeds: Vec<_> = entries.iter().map(|entry| entry.deed).collect();
        assert_eq!(deeds, [Deed::AuditRead, Deed::PersonChanged, Deed::PersonRead, Deed::PersonAdded, Deed::SetUp]);
        assert_eq!(entries[1].detail, "email", "which field, and not what stood in it");
        assert_eq!(entries[2].subject, Some((person, Some("Leo Marchetti".to_owned()))));
        assert_eq!(entries[2].actor.as_ref().map(|(id, _)| *id), Some(by.person));
        let of_day = AuditQuery { from_ms: NOW_MS + 2, to_ms: NOW_MS + 4, person: Some(person), ..query };
        let deeds: Vec<_> = central.audit(by.person, &of_day, NOW_MS + 5).unwrap().iter().map(|entry| entry.deed).collect();
        assert_eq!(deeds, [Deed::PersonChanged, Deed::PersonRead]);
        assert_eq!(central.check_audit().unwrap(), AuditCheck::Holds { n_entries: 6 });

        assert!(home.tamper("UPDATE audit SET detail = 'name' WHERE sequence = 4").is_err(), "the database refuses");
        assert!(home.tamper("DELETE FROM audit WHERE sequence = 4").is_err());
        let guards = match home {
            Home::File(_) => "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_removed",
            Home::Postgres(..) => "DROP TRIGGER audit_stays ON audit",
        };
        home.tamper(guards).unwrap();
        home.tamper("UPDATE audit SET detail = 'name' WHERE sequence = 4").unwrap();
        assert_eq!(central.check_audit().unwrap(), AuditCheck::Broken { sequence: 4 }, "the chain tells");
        home.tamper("UPDATE audit SET detail = 'email' WHERE sequence = 4; DELETE FROM audit WHERE sequence = 3").unwrap();
        assert_eq!(central.check_audit().unwrap(), AuditCheck::Broken { sequence: 3 });
    });
}

#[test]
fn no_secret_and_no_password_is_kept_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let central = Central::open_file(&folder.path().join("central.sqlite")).unwrap();
    let by = administrator(&central);
    let person = central.add_person(by, &texts("Leo Marchetti", "leo@clinic.example"), NOW_MS).unwrap();
    let link = central.issue_password_link(by, person, NOW_MS).unwrap();
    let session = central.finish_sign_in(by.person, "192.0.2.77", "Firefox", NOW_MS).unwrap();
    central.begin_sign_in("somebody@else.example", "192.0.2.77", NOW_MS).unwrap();
    drop(central);
    let mut kept = Vec::new();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        kept.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    let holds = |text: &str| kept.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("Leo Marchetti"), "the file was read");
    for secret in ["three green apples", link.as_str(), session.token.as_str(), "192.0.2.77", "somebody@else.example"] {
        assert!(!holds(secret), "{secret} can be read in the file");
    }
}

#[test]
fn a_newer_layout_is_left_as_it_is() {
    on_each(|home| {
        drop(home.open());
        home.tamper("INSERT INTO layout (version) VALUES (99)").unwrap();
        let again = match home {
            Home::File(folder) => Central::open_file(&folder.path().join("central.sqlite")),
            Home::Postgres(_, address) => Central::open_database(address, false),
        };
        assert!(matches!(again, Err(CentralError::NewerLayout { found: 99, .. })));
    });
}

#[test]
fn a_file_of_another_program_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("central.sqlite");
    std::fs::write(&path, "a letter to the dentist, long enough to be looked at as a header of a database file, and longer")
        .unwrap();
    assert!(matches!(Central::open_file(&path), Err(CentralError::NotCentral(_))));
    drop(store::Store::open(&folder.path().join("practicum.sqlite")).unwrap());
    let record = Central::open_file(&folder.path().join("practicum.sqlite"));
    assert!(matches!(record, Err(CentralError::NotCentral(_))), "a PC's record is not a server's");
}

#[test]
fn servers_that_start_at_once_share_one_database_and_survive_a_cut() {
    on_each(|home| {
        let centrals: Vec<Central> = std::thread::scope(|scope| {
            let started: Vec<_> = (0..4).map(|_| scope.spawn(|| home.open())).collect();
            started.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let by = administrator(&centrals[0]);
        std::thread::scope(|scope| {
            for (n, central) in centrals.iter().enumerate() {
                scope.spawn(move || {
                    for k in 0..5 {
                        central.add_person(by, &texts(&format!("Person {n} {k}"), ""), NOW_MS).unwrap();
                    }
                });
            }
        });
        assert_eq!(centrals[3].people_counts().unwrap().0, 21);
        if let Home::Postgres(server, address) = home {
            server.cut_connections(address).unwrap();
        }
        assert_eq!(centrals[1].people_counts().unwrap().0, 21, "a lost connection is made anew");
        assert_eq!(centrals[2].check_audit().unwrap(), AuditCheck::Holds { n_entries: 21 }, "one chain");
    });
}
