//! How people stand: the cases a manager asks about, and what must hold for any of them.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use assignment::{
    Assignment, Exemption, FirstDue, Member, ModulePass, ModuleTry, Recurrence, Said, Standing, Status, To, most_urgent, standing,
};
use ids::{AssignmentId, GroupId, Id128, ModuleId, PersonId, Slug};
use proptest::prelude::*;
use record::Day;
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn module(id: &str) -> ModuleId {
    ModuleId::new(id).unwrap()
}

const SAM: PersonId = PersonId(Id128([1; 16]));
const FRONT_DESK: GroupId = GroupId(Id128([7; 16]));

fn sam() -> Member {
    Member {
        person: SAM,
        job_title: "Receptionist".to_owned(),
        titled: None,
        starts: Some(day("2026-03-02")),
        leaves: None,
        groups: BTreeMap::new(),
    }
}

fn new_hire() -> Assignment {
    Assignment {
        id: AssignmentId(Id128([3; 16])),
        course: Slug::new("new-hire").unwrap(),
        modules: vec![module("first-day"), module("fire")],
        to: To::Everybody,
        due: FirstDue::Within { days: 14 },
        grace_days: 0,
        recurrence: None,
        may_test_out: false,
        made: day("2026-01-01"),
        ended: None,
    }
}

fn pass(id: &str, on: &str) -> ModulePass {
    ModulePass { module: module(id), on: day(on), holds_until: None }
}

#[derive(Debug)]
struct Case {
    member: Member,
    assignment: Assignment,
    passes: Vec<ModulePass>,
    tries: Vec<ModuleTry>,
    exemptions: Vec<Exemption>,
}

impl Case {
    fn new() -> Self {
        Self { member: sam(), assignment: new_hire(), passes: vec![], tries: vec![], exemptions: vec![] }
    }

    fn on(&self, text: &str) -> Standing {
        self.on_day(day(text))
    }

    fn on_day(&self, day: Day) -> Standing {
        let Self { member, assignment, passes, tries, exemptions } = self;
        standing(assignment, Said { member, passes, tries, exemptions }, day)
    }
}

#[test]
fn who_starts_later_has_as_many_days_from_then() {
    let case = Case::new();
    let early = case.on("2026-03-16");
    assert_eq!((early.status, early.due), (Status::Due, Some(day("2026-03-16"))));
    assert_eq!(case.on("2026-03-17").status, Status::Overdue);
    let mut graceful = Case::new();
    graceful.assignment.grace_days = 3;
    assert_eq!(graceful.on("2026-03-19").status, Status::Due);
    assert_eq!(graceful.on("2026-03-20").status, Status::Overdue);
}

#[test]
fn a_new_job_title_gives_as_many_days_from_when_somebody_has_it() {
    let mut case = Case::new();
    case.assignment.to = To::JobTitle("receptionist".to_owned());
    case.member.titled = Some(day("2026-06-01"));
    assert_eq!(case.on("2026-05-31").status, Status::NotAssigned);
    assert_eq!(case.on("2026-06-01").due, Some(day("2026-06-15")));
}

#[test]
fn a_course_is_done_when_its_last_module_is_and_a_past_day_is_answered_as_it_was() {
    let mut case = Case::new();
    case.passes = vec![pass("fire", "2026-03-05"), pass("first-day", "2026-04-01")];
    let before = case.on("2026-03-20");
    assert_eq!((before.status, before.wanting), (Status::Overdue, vec![module("first-day")]));
    let after = case.on("2026-04-01");
    assert_eq!((after.status, after.passed, after.due), (Status::Done, Some(day("2026-03-05")), None));
    assert!(after.wanting.is_empty());
}

#[test]
fn a_pass_lapses_thirty_days_before_it_ends_and_is_late_after() {
    let mut case = Case::new();
    case.assignment.recurrence = Some(Recurrence::AfterPass { days: 365 });
    case.passes = vec![pass("fire", "2026-03-05"), pass("first-day", "2026-03-04")];
    assert_eq!(case.on("2027-02-02").status, Status::Done);
    let lapsing = case.on("2027-02-03");
    assert_eq!((lapsing.status, lapsing.due), (Status::Lapsing, Some(day("2027-03-04"))));
    assert_eq!(case.on("2027-03-04").status, Status::Lapsing);
    let late = case.on("2027-03-05");
    assert_eq!((late.status, late.wanting), (Status::Overdue, vec![module("first-day")]));
    case.passes.push(pass("first-day", "2027-03-05"));
    assert_eq!(case.on("2027-03-05").status, Status::Lapsing, "the fire drill ends today");
}

#[test]
fn a_fixed_day_comes_every_year_and_a_pass_shortly_before_it_counts_for_the_next() {
    let recurrence = Recurrence::Yearly { month: 1, day: 15 };
    assert_eq!(recurrence.holds_until(day("2026-03-01")), day("2027-01-15"));
    assert_eq!(recurrence.holds_until(day("2026-11-20")), day("2028-01-15"));
}

#[test]
fn what_a_module_says_of_its_validity_binds_too() {
    let mut case = Case::new();
    case.passes = vec![pass("fire", "2026-03-05"), pass("first-day", "2026-03-05")];
    case.passes[0].holds_until = Some(day("2026-06-01"));
    assert_eq!(case.on("2026-06-02").status, Status::Overdue);
}

#[test]
fn who_passed_long_before_is_not_late_on_the_first_day() {
    let mut case = Case::new();
    case.assignment.recurrence = Some(Recurrence::AfterPass { days: 100 });
    case.passes = vec![pass("fire", "2025-03-05"), pass("first-day", "2025-03-05")];
    let first = case.on("2026-03-02");
    assert_eq!((first.status, first.due), (Status::Due, Some(day("2026-03-16"))));
}

#[test]
fn an_exam_that_was_not_passed_shows_until_it_is_late_or_passed() {
    let mut case = Case::new();
    case.tries = vec![ModuleTry { module: module("fire"), on: day("2026-03-06") }];
    assert_eq!(case.on("2026-03-05").status, Status::Due);
    assert_eq!(case.on("2026-03-06").status, Status::Failed);
    assert_eq!(case.on("2026-03-17").status, Status::Overdue);
    case.passes = vec![pass("fire", "2026-03-07")];
    assert_eq!(case.on("2026-03-08").status, Status::Due);
}

#[test]
fn an_exemption_holds_from_its_first_day_to_its_last() {
    let mut case = Case::new();
    let id = case.assignment.id;
    case.exemptions = vec![Exemption { person: SAM, assignment: id, from: day("2026-03-10"), until: Some(day("2026-03-20")) }];
    assert_eq!(case.on("2026-03-09").status, Status::Due);
    assert_eq!(case.on("2026-03-20").status, Status::Exempt);
    assert_eq!(case.on("2026-03-21").status, Status::Overdue);
    case.exemptions[0].person = PersonId(Id128([2; 16]));
    assert_eq!(case.on("2026-03-20").status, Status::Overdue, "of somebody else");
}

#[test]
fn who_has_left_or_was_never_meant_is_asked_for_nothing() {
    let mut case = Case::new();
    case.member.leaves = Some(day("2026-03-31"));
    assert_eq!(case.on("2026-03-31").status, Status::Overdue);
    assert_eq!(case.on("2026-04-01").status, Status::NotAssigned);
    case.assignment.to = To::People(BTreeSet::new());
    assert_eq!(case.on("2026-03-20").status, Status::NotAssigned);
    case.assignment.to = To::JobTitle(" receptionist".to_owned());
    assert_eq!(case.on("2026-03-20").status, Status::Overdue);
    case.assignment.ended = Some(day("2026-03-18"));
    assert_eq!((case.on("2026-03-17").status, case.on("2026-03-18").status), (Status::Overdue, Status::NotAssigned));
}

#[test]
fn a_group_reaches_who_joins_it_later() {
    let mut case = Case::new();
    case.assignment.to = To::Group(FRONT_DESK);
    assert_eq!(case.on("2026-06-09").status, Status::NotAssigned);
    case.member.groups.insert(FRONT_DESK, day("2026-06-10"));
    assert_eq!(case.on("2026-06-09").status, Status::NotAssigned);
    assert_eq!(case.on("2026-06-10").due, Some(day("2026-06-24")));
}

#[test]
fn of_two_assignments_the_one_that_asks_more_is_shown() {
    let of = |status, due: &str| Standing { status, passed: None, due: Some(day(due)), wanting: vec![] };
    let soon = of(Status::Due, "2026-04-01");
    let found = most_urgent([of(Status::Due, "2026-05-01"), soon.clone(), of(Status::Done, "2026-01-01")]);
    assert_eq!(found, soon);
    assert_eq!(most_urgent([]).status, Status::NotAssigned);
}

fn any_day() -> impl Strategy<Value = Day> {
    (0_i64..1_500).prop_map(|days| day("2025-01-01").plus_days(days))
}

fn any_case() -> impl Strategy<Value = Case> {
    let recurrence = prop_oneof![
        Just(None),
        (1_u32..800).prop_map(|days| Some(Recurrence::AfterPass { days })),
        (1_u8..=12, 1_u8..=31).prop_map(|(month, day)| Some(Recurrence::Yearly { month, day })),
    ];
    let passes = prop::collection::vec((any_day(), prop::bool::ANY, prop::option::of(any_day())), 0..6);
    let due = prop_oneof![any_day().prop_map(FirstDue::On), (0_u32..90).prop_map(|days| FirstDue::Within { days })];
    (recurrence, passes, due, any_day(), prop::option::of(any_day()), 0_u32..20).prop_map(
        |(recurrence, passes, due, made, starts, grace_days)| {
            let mut case = Case::new();
            case.member.starts = starts;
            case.assignment = Assignment { recurrence, due, made, grace_days, ..case.assignment };
            let one = |(on, is_fire, holds_until): (Day, bool, Option<Day>)| ModulePass {
                module: module(if is_fire { "fire" } else { "first-day" }),
                on,
                holds_until,
            };
            case.passes = passes.into_iter().map(one).collect();
            case
        },
    )
}

proptest! {
    #[test]
    fn what_happens_later_changes_no_earlier_day(case in any_case(), asked in any_day()) {
        let now = case.on_day(asked);
        let mut without = Case { passes: case.passes.clone(), ..Case::new() };
        without.member = case.member.clone();
        without.assignment = case.assignment.clone();
        without.passes.retain(|pass| pass.on <= asked);
        prop_assert_eq!(now, without.on_day(asked));
    }

    #[test]
    fn another_pass_never_makes_it_worse(case in any_case(), asked in any_day(), on in any_day()) {
        let before = case.on_day(asked);
        let mut more = case;
        more.passes.push(ModulePass { module: module("fire"), on, holds_until: None });
        let after = more.on_day(asked);
        prop_assert!(after.wanting.len() <= before.wanting.len());
        prop_assert!(after.status <= before.status.max(Status::Lapsing), "{:?} became {:?}", before, after);
    }

    #[test]
    fn overdue_means_wanting_after_the_due_day(case in any_case(), asked in any_day()) {
        let found = case.on_day(asked);
        if found.status == Status::Overdue {
            prop_assert!(!found.wanting.is_empty());
            prop_assert!(found.due.is_some_and(|due| asked > due.plus_days(i64::from(case.assignment.grace_days))));
        }
        if found.status == Status::Done {
            prop_assert!(found.wanting.is_empty());
        }
    }
}
