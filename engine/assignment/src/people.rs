//! Whom an assignment reaches, and since when.

use crate::{Assignment, To};
use ids::{GroupId, PersonId};
use record::Day;
use std::collections::BTreeMap;

/// Somebody of the organisation, as far as assignments ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub person: PersonId,
    pub job_title: String,
    /// Since when they have that title; none where it never changed.
    pub titled: Option<Day>,
    /// First day at work; none where nobody wrote it down.
    pub starts: Option<Day>,
    /// Last day at work.
    pub leaves: Option<Day>,
    /// The groups they are in, each with the day on which they joined it.
    pub groups: BTreeMap<GroupId, Day>,
}

/// The day on which an assignment reached somebody; none where it does not apply on `day`.
pub fn applies_to(assignment: &Assignment, member: &Member, day: Day) -> Option<Day> {
    let has_ended = assignment.ended.is_some_and(|ended| ended <= day);
    let has_left = member.leaves.is_some_and(|leaves| leaves < day);
    if has_ended || has_left || assignment.made > day {
        return None;
    }
    let joined = match &assignment.to {
        To::People(people) => people.contains(&member.person).then_some(assignment.made),
        To::Group(group) => member.groups.get(group).copied(),
        To::JobTitle(title) => is_same_title(title, &member.job_title).then(|| member.titled.unwrap_or(assignment.made)),
        To::Everybody => Some(assignment.made),
    }?;
    let reached = joined.max(assignment.made).max(member.starts.unwrap_or(assignment.made));
    (joined <= day).then_some(reached)
}

fn is_same_title(wanted: &str, title: &str) -> bool {
    wanted.trim().to_lowercase() == title.trim().to_lowercase()
}
