//! The first and the last day of somebody at work, and since when they have their job title.
//!
//! Knows no time zone: whoever gives a last day says when it ends. Start at [`Central::set_days`].

use super::audit::{self, Deed};
use super::database::Tx;
use super::people::{self, By};
use super::{Central, CentralError, ORGANISATION, changes, statements};
use ids::PersonId;
use record::Day;

/// Somebody's last day, and when it ends: from then on they cannot sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastDay {
    pub day: Day,
    pub ends_ms: i64,
}

impl Central {
    /// Writes down the first and the last day. What they did and were assigned stays.
    pub fn set_days(
        &self,
        by: By,
        person: PersonId,
        starts: Option<Day>,
        leaves: Option<LastDay>,
        now_ms: i64,
    ) -> Result<(), CentralError> {
        self.change(|tx| {
            let before = people::within_reach(tx, by, person)?;
            if before.starts == starts && before.leaves == leaves.map(|last| last.day) {
                return Ok(());
            }
            set(tx, person, starts, leaves)?;
            people::must_leave_an_administrator(tx, person, &before)?;
            audit::write(tx, now_ms, Some(by.person), Deed::DaysChanged, Some(person), "")
        })
    }
}

pub(crate) fn set(tx: &mut Tx<'_>, person: PersonId, starts: Option<Day>, leaves: Option<LastDay>) -> Result<(), CentralError> {
    if let (Some(starts), Some(leaves)) = (starts, leaves)
        && leaves.day < starts
    {
        return Err(CentralError::LeavesFirst);
    }
    let columns = [
        ORGANISATION.into(),
        person.into(),
        starts.into(),
        leaves.map(|last| last.day).into(),
        leaves.map(|last| last.ends_ms).into(),
    ];
    tx.change(statements::PERSON_SET_DAYS, &columns)?;
    changes::mark(tx, Some(person))
}

/// Keeps since when a title is another: a past day is answered with the one of then.
pub(crate) fn keep_title(tx: &mut Tx<'_>, person: PersonId, before: &str, after: &str, today: Day) -> Result<(), CentralError> {
    if before == after {
        return Ok(());
    }
    let key = [ORGANISATION.into(), person.into()];
    let set = |tx: &mut Tx<'_>, since: Day, title: &str| {
        tx.change(statements::JOB_TITLE_SET, &[key.as_slice(), &[since.into(), title.into()]].concat())
    };
    if tx.row(statements::JOB_TITLES_OF_PERSON, &key)?.is_none() {
        set(tx, Day::FIRST, before)?;
    }
    set(tx, today, after).map(|_| ())
}
