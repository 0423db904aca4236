//! What a manager writes down: an assignment, its due day, its recurrence, an exemption.

use ids::{AssignmentId, GroupId, ModuleId, PersonId, Slug};
use record::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A course that people have to pass, until when, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub id: AssignmentId,
    pub course: Slug,
    /// The modules of the course, in order, as they are when this is asked.
    pub modules: Vec<ModuleId>,
    pub to: To,
    pub due: FirstDue,
    /// Days after a due day on which nobody counts as overdue yet.
    pub grace_days: u32,
    pub recurrence: Option<Recurrence>,
    /// Whether the exam may be sat without having been guided before.
    pub may_test_out: bool,
    pub made: Day,
    /// From this day on it asks nothing of anybody.
    pub ended: Option<Day>,
}

/// Whom an assignment is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    People(BTreeSet<PersonId>),
    /// Everybody who is in the group on the day that is asked about.
    Group(GroupId),
    /// Everybody with this job title, whatever its case.
    JobTitle(String),
    Everybody,
}

/// When it is due the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstDue {
    On(Day),
    /// So many days after the assignment reaches somebody: after it was made, or after they started, whichever is later.
    Within {
        days: u32,
    },
}

/// When it has to be passed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    /// So many days after the last pass.
    AfterPass { days: u32 },
    /// Every year by the same day. A pass up to [`Recurrence::EARLY_DAYS`] days before it counts for the year that follows.
    Yearly { month: u8, day: u8 },
}

impl Recurrence {
    pub const EARLY_DAYS: i64 = 90;

    /// Until when a pass of this day holds.
    pub fn holds_until(self, passed: Day) -> Day {
        match self {
            Self::AfterPass { days } => passed.plus_days(i64::from(days)),
            Self::Yearly { month, day } => passed.plus_days(Self::EARLY_DAYS).next_on(month, day),
        }
    }
}

/// Somebody need not do it, from a day to a day. The reason is kept with it; here only its days count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    pub person: PersonId,
    pub assignment: AssignmentId,
    pub from: Day,
    /// The last day; none for good.
    pub until: Option<Day>,
}

impl Exemption {
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
