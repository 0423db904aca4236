//! How everybody stands on a day, folded from what the records say, and kept in memory until something changes.
//!
//! Decides nothing: that is the crate `assignment`. Kept is what can be folded anew at any time, so a server that is started
//! again, or another one beside it, shows the same. Start at [`Desk::board`].

use crate::catalogue::Catalogue;
use assignment::{Assignment, Member, Said, Standing, Status, applies_to, most_urgent, standing};
use ids::{AssignmentId, GroupId, ModuleId, PersonId};
use record::Day;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::central::{Central, CentralError, Facts, PersonFacts, Refreshed, Subject};

/// What is known, and what was folded from it last.
#[derive(Default)]
pub struct Desk {
    facts: Facts,
    today: Option<Arc<Board>>,
    /// Whose lines in it are not folded anew yet.
    waiting: BTreeSet<PersonId>,
    /// The past day that was asked about last.
    past: Option<Arc<Board>>,
    /// How many days an exam of a module holds by itself.
    hold_days: BTreeMap<ModuleId, u32>,
}

/// Everybody who was there on a day, by name, with everything that was assigned then.
#[derive(Debug, Clone)]
pub struct Board {
    pub day: Day,
    pub columns: Vec<Subject>,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub person: PersonId,
    pub name: String,
    sort_key: Vec<u8>,
    pub email: Option<String>,
    /// As it was on the day.
    pub job_title: String,
    /// What the search looks in.
    found_by: String,
    pub groups: Vec<GroupId>,
    /// One for each column.
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    pub status: Status,
    /// When it was passed, is due, lapses, or until when somebody is exempt.
    pub day: Option<Day>,
}

/// How somebody stands with one subject, and with which assignment.
#[derive(Debug, Clone)]
pub struct SubjectStanding {
    pub subject: Subject,
    pub standing: Standing,
    pub exempt_until: Option<Day>,
    /// Those that reach them, each with the day since when.
    pub assignments: Vec<(AssignmentId, Day)>,
}

impl Desk {
    pub fn new(catalogue: &Catalogue) -> Self {
        let held = catalogue.modules.iter().filter_map(|module| Some((module.id.clone(), module.renew_after_days?)));
        Self { hold_days: held.collect(), ..Self::default() }
    }

    /// What the records say now.
    pub fn facts(&mut self, central: &Central) -> Result<&Facts, CentralError> {
        self.refresh(central)?;
        Ok(&self.facts)
    }

    fn refresh(&mut self, central: &Central) -> Result<(), CentralError> {
        let refreshed = central.refresh(&mut self.facts)?;
        if refreshed != Refreshed::Nothing {
            // A record from a PC says when, not how long: that is the module's own rule.
            let passes = self.facts.people.values_mut().flat_map(|person| &mut person.passes);
            for pass in passes.filter(|pass| pass.holds_until.is_none()) {
                pass.holds_until = self.hold_days.get(&pass.module).map(|days| pass.on.plus_days(i64::from(*days)));
            }
        }
        match refreshed {
            Refreshed::Nothing => {}
            Refreshed::People(changed) => {
                self.waiting.extend(changed);
                self.past = None;
            }
            Refreshed::Everything => (self.today, self.past) = (None, None),
        }
        Ok(())
    }

    /// Everybody on a day: what changed since the last time is folded anew.
    pub fn board(&mut self, central: &Central, catalogue: &Catalogue, day: Day, today: Day) -> Result<Arc<Board>, CentralError> {
        self.refresh(central)?;
        let waiting = std::mem::take(&mut self.waiting);
        if let Some(board) = self.today.as_mut().filter(|_| !waiting.is_empty()) {
            Arc::make_mut(board).follow(&self.facts, catalogue, &waiting);
        }
        let kept = if day == today { &mut self.today } else { &mut self.past };
        match kept.as_ref().filter(|board| board.day == day) {
            Some(board) => Ok(board.clone()),
            None => {
                let board = Arc::new(Board::fold(&self.facts, catalogue, day));
                *kept = Some(board.clone());
                Ok(board)
            }
        }
    }
}

impl Board {
    pub fn fold(facts: &Facts, catalogue: &Catalogue, day: Day) -> Self {
        let asked = asked(facts, catalogue, day);
        let mut lines: Vec<Line> = facts.people.values().filter_map(|person| line(person, &asked, day)).collect();
        lines.sort_by(|one, other| (&one.sort_key, one.person).cmp(&(&other.sort_key, other.person)));
        Self { day, columns: asked.into_iter().map(|(subject, _)| subject).collect(), lines }
    }

    fn follow(&mut self, facts: &Facts, catalogue: &Catalogue, changed: &BTreeSet<PersonId>) {
        let asked = asked(facts, catalogue, self.day);
        self.lines.retain(|line| !changed.contains(&line.person));
        for new in changed.iter().filter_map(|person| line(facts.people.get(person)?, &asked, self.day)) {
            let at = self.lines.partition_point(|line| (&line.sort_key, line.person) < (&new.sort_key, new.person));
            self.lines.insert(at, new);
        }
    }
}

impl Line {
    pub fn is_found_by(&self, search: &str) -> bool {
        self.found_by.contains(search)
    }
}

/// What is assigned on a day, by subject, those of the catalogue in its order.
fn asked(facts: &Facts, catalogue: &Catalogue, day: Day) -> Vec<(Subject, Vec<Assignment>)> {
    let in_effect = facts.assignments.iter().filter_map(|found| {
        let assignment = found.on(day, catalogue.modules_of(&found.subject))?;
        (assignment.ended.is_none_or(|ended| ended > day)).then_some((found.subject.clone(), assignment))
    });
    let mut by_subject: Vec<(Subject, Vec<Assignment>)> = Vec::new();
    for (subject, assignment) in in_effect {
        match by_subject.iter_mut().find(|(found, _)| *found == subject) {
            Some((_, all)) => all.push(assignment),
            None => by_subject.push((subject, vec![assignment])),
        }
    }
    let order: Vec<Subject> = catalogue.subjects().collect();
    let place = |subject: &Subject| order.iter().position(|found| found == subject).unwrap_or(usize::MAX);
    by_subject.sort_by(|(one, _), (other, _)| (place(one), one).cmp(&(place(other), other)));
    by_subject
}

/// None for somebody who had left by then.
fn line(person: &PersonFacts, asked: &[(Subject, Vec<Assignment>)], day: Day) -> Option<Line> {
    let member = person.member(day);
    // Whoever was let go today is gone; on the days before they were there.
    let is_gone = member.leaves.is_some_and(|leaves| leaves < day || !person.is_active && leaves == day);
    if is_gone {
        return None;
    }
    let cells = asked.iter().map(|(_, assignments)| cell(person, &member, assignments, day)).collect();
    let found_by =
        [person.name.as_str(), person.email.as_deref().unwrap_or_default(), &member.job_title].join("\n").to_lowercase();
    Some(Line {
        person: person.person,
        name: person.name.clone(),
        sort_key: person.sort_key.clone(),
        email: person.email.clone(),
        found_by,
        groups: member.groups.keys().copied().collect(),
        job_title: member.job_title,
        cells,
    })
}

fn said<'a>(person: &'a PersonFacts, member: &'a Member) -> Said<'a> {
    Said { member, passes: &person.passes, tries: &person.tries, exemptions: &person.exemptions }
}

fn cell(person: &PersonFacts, member: &Member, assignments: &[Assignment], day: Day) -> Cell {
    let standings = assignments.iter().map(|assignment| standing(assignment, said(person, member), day));
    let found = most_urgent(standings);
    let exempt_until = || exempt_until(person, assignments, day);
    Cell { status: found.status, day: day_of(&found, exempt_until) }
}

/// The day that is told beside a status.
pub fn day_of(found: &Standing, exempt_until: impl FnOnce() -> Option<Day>) -> Option<Day> {
    match found.status {
        Status::Done => found.passed,
        Status::Exempt => exempt_until(),
        Status::NotAssigned => None,
        Status::Lapsing | Status::Due | Status::Failed | Status::Overdue => found.due,
    }
}

fn exempt_until(person: &PersonFacts, assignments: &[Assignment], day: Day) -> Option<Day> {
    let is_of = |id: AssignmentId| assignments.iter().any(|assignment| assignment.id == id);
    let held = person.exemptions.iter().filter(|exemption| is_of(exemption.assignment) && exemption.holds_on(day));
    held.map(|exemption| exemption.until).max_by_key(|until| (until.is_none(), *until)).flatten()
}

/// How one person stands with everything that reaches them on a day.
pub fn standings_of(facts: &Facts, catalogue: &Catalogue, person: &PersonFacts, day: Day) -> Vec<SubjectStanding> {
    let member = person.member(day);
    let of_subject = |(subject, assignments): (Subject, Vec<Assignment>)| {
        let reaching: Vec<(AssignmentId, Day)> =
            assignments.iter().filter_map(|assignment| Some((assignment.id, applies_to(assignment, &member, day)?))).collect();
        let found = most_urgent(assignments.iter().map(|assignment| standing(assignment, said(person, &member), day)));
        let exempt_until = exempt_until(person, &assignments, day);
        (!reaching.is_empty()).then_some(SubjectStanding { subject, standing: found, exempt_until, assignments: reaching })
    };
    asked(facts, catalogue, day).into_iter().filter_map(of_subject).collect()
}

/// Whom an assignment would touch, or touches, on a day: everybody it reaches, with how they stand with it alone.
pub fn touched<'a>(facts: &'a Facts, assignment: &Assignment, day: Day) -> Vec<(&'a PersonFacts, Standing)> {
    let stands = |person: &'a PersonFacts| {
        let member = person.member(day);
        let found = standing(assignment, said(person, &member), day);
        (found.status != Status::NotAssigned && person.is_active).then_some((person, found))
    };
    let mut all: Vec<_> = facts.people.values().filter_map(stands).collect();
    all.sort_by(|(one, _), (other, _)| (&one.sort_key, one.person).cmp(&(&other.sort_key, other.person)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Module;
    use assignment::{FirstDue, To};
    use store::central::{By, NewAssignment, NewOutside, OutsideKind, PasswordHash, PersonTexts, Reach, SetUp, Terms};

    /// Whatever is asked in between, and in whatever order: what is kept is what would be folded anew.
    #[test]
    fn what_is_kept_in_memory_is_what_would_be_folded_anew() {
        let folder = tempfile::tempdir().unwrap();
        let central = Central::open_file(&folder.path().join("central.sqlite")).unwrap();
        let texts = |name: &str, email: &str| PersonTexts { name: name.into(), email: email.into(), job_title: "Nurse".into() };
        let link = central.issue_set_up_link(0).unwrap().unwrap();
        let password = PasswordHash::of("three green apples").unwrap();
        let set_up = SetUp { organisation: "Harbour Clinic".into(), person: texts("Ingrid", "i@clinic.example"), password };
        let by = By { person: central.set_up(&link, &set_up, 0).unwrap(), reach: Reach::Everybody };
        let day = Day::parse("2026-11-23").unwrap();
        let (catalogue, fire) = (Catalogue::default(), ModuleId::new("fire").unwrap());
        let terms = Terms { due: FirstDue::On(day), grace_days: 0, recurrence: None, may_test_out: false };
        let subject = Subject::Module(fire.clone());
        central
            .assign(by.person, &[NewAssignment { subject, modules: vec![fire.clone()], to: To::Everybody, terms }], day, 0)
            .unwrap();
        let mut desk = Desk::default();
        let look = |desk: &mut Desk| {
            let kept = desk.board(&central, &catalogue, day, day).unwrap();
            let mut fresh = Desk::default();
            let fresh = fresh.board(&central, &catalogue, day, day).unwrap();
            assert_eq!(format!("{kept:?}"), format!("{fresh:?}"));
        };
        look(&mut desk);
        let people: Vec<_> = ["Zoe", "Ana", "Leo"].map(|name| central.add_person(by, &texts(name, ""), 0).unwrap()).to_vec();
        desk.facts(&central).unwrap();
        look(&mut desk);
        let pass = NewOutside { modules: vec![(fire, None)], kind: OutsideKind::Classroom, on: day, note: "List".into() };
        for (n, person) in people.iter().enumerate() {
            central.record_outside(by.person, *person, &pass, 0).unwrap();
            if n % 2 == 0 {
                desk.facts(&central).unwrap();
                desk.board(&central, &catalogue, day.plus_days(-3), day).unwrap();
            }
        }
        look(&mut desk);
        central.set_active(by, people[1], false, 0).unwrap();
        central.change_person(by, people[0], &texts("Ada", ""), 0).unwrap();
        look(&mut desk);
        let statuses: Vec<_> =
            desk.board(&central, &catalogue, day, day).unwrap().lines.iter().map(|line| line.cells[0].status).collect();
        assert_eq!(statuses, [Status::Done, Status::Due, Status::Done], "Ada, Ingrid, Leo; Ana has left");
        // Where a record does not say how long it holds, the module's own rule does.
        let module = Module {
            id: ModuleId::new("fire").unwrap(),
            titles: BTreeMap::new(),
            version: "1".into(),
            renew_after_days: Some(1),
        };
        let strict = Catalogue { courses: Vec::new(), modules: vec![module] };
        let (later, mut desk) = (day.plus_days(2), Desk::new(&strict));
        let board = desk.board(&central, &strict, later, later).unwrap();
        assert_eq!(board.lines[0].cells[0].status, Status::Overdue, "what Ada passed held for a day");
    }
}
