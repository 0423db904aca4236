//! Training that happened elsewhere: in a classroom, in an older system. It counts from the day on which it happened.
//!
//! What was wrong is withdrawn with a reason, and stays to be seen. Start at [`Central::record_outside`].

use super::audit::{self, Deed};
use super::said::Said;
use super::{Central, CentralError, ORGANISATION, Row, assignments, changes, said, statements, texts};
use ids::{Id128, ModuleId, PersonId};
use record::Day;

/// Where it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutsideKind {
    Classroom,
    OlderSystem,
    Elsewhere,
}

/// What somebody writes down about it: the modules that it stands for, one at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOutside {
    /// Each with the last day on which it holds; none where only assignments say so.
    pub modules: Vec<(ModuleId, Option<Day>)>,
    pub kind: OutsideKind,
    pub on: Day,
    /// Where the paper is, who taught it.
    pub note: String,
}

/// A line of it, as it stands on a person's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldOutside {
    pub id: Id128,
    pub module: ModuleId,
    pub kind: OutsideKind,
    pub on: Day,
    pub holds_until: Option<Day>,
    pub note: String,
    pub written_ms: i64,
    pub written_by: Option<String>,
    /// When, by whom and why it was withdrawn.
    pub withdrawn: Option<(i64, Option<String>, String)>,
}

impl OutsideKind {
    pub const ALL: [Self; 3] = [Self::Classroom, Self::OlderSystem, Self::Elsewhere];

    /// As it is written down.
    pub fn code(self) -> &'static str {
        match self {
            Self::Classroom => "classroom",
            Self::OlderSystem => "older-system",
            Self::Elsewhere => "elsewhere",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Central {
    pub fn record_outside(&self, by: PersonId, person: PersonId, new: &NewOutside, now_ms: i64) -> Result<(), CentralError> {
        let note = texts::name("note", &new.note)?;
        if new.modules.iter().any(|(_, until)| until.is_some_and(|until| until < new.on)) {
            return Err(CentralError::LeavesFirst);
        }
        let ids = new.modules.iter().map(|_| assignments::draw_id()).collect::<Result<Vec<_>, _>>()?;
        self.change(|tx| {
            super::people::read_person(tx, person)?;
            for ((module, holds_until), id) in new.modules.iter().zip(&ids) {
                let columns = [
                    ORGANISATION.into(),
                    id.to_string().as_str().into(),
                    person.into(),
                    module.as_str().into(),
                    new.kind.code().into(),
                    new.on.into(),
                    (*holds_until).into(),
                    note.as_str().into(),
                    now_ms.into(),
                    by.into(),
                ];
                tx.change(statements::OUTSIDE_INSERT, &columns)?;
                let said = Said::TrainedElsewhere {
                    line: *id,
                    module,
                    kind: new.kind.code(),
                    on: new.on.to_string(),
                    holds_until: holds_until.map(|day| day.to_string()),
                    note: &note,
                };
                said::write(tx, by, person, &said, now_ms)?;
                audit::write(tx, now_ms, Some(by), Deed::OutsideRecorded, Some(person), module.as_str())?;
            }
            changes::mark(tx, Some(person))
        })
    }

    /// It does not count any more, and never did; why is kept.
    pub fn withdraw_outside(
        &self,
        by: PersonId,
        person: PersonId,
        id: Id128,
        why: &str,
        now_ms: i64,
    ) -> Result<(), CentralError> {
        let why = texts::name("reason", why)?;
        self.change(|tx| {
            let columns = [
                ORGANISATION.into(),
                id.to_string().as_str().into(),
                now_ms.into(),
                by.into(),
                why.as_str().into(),
                person.into(),
            ];
            if tx.change(statements::OUTSIDE_WITHDRAW, &columns)? == 0 {
                return Err(CentralError::UnknownLine);
            }
            changes::mark(tx, Some(person))?;
            said::write(tx, by, person, &Said::TrainedElsewhereWithdrawn { line: id, why: &why }, now_ms)?;
            audit::write(tx, now_ms, Some(by), Deed::OutsideWithdrawn, Some(person), "")
        })
    }

    /// All that somebody was trained elsewhere, the latest first, with what was withdrawn.
    pub fn outside(&self, person: PersonId) -> Result<Vec<ToldOutside>, CentralError> {
        self.database.read(|tx| {
            let rows = tx.rows(statements::OUTSIDE_TOLD, &[ORGANISATION.into(), person.into()])?;
            rows.into_iter().map(told).collect()
        })
    }
}

fn told(mut row: Row) -> Result<ToldOutside, CentralError> {
    let (id, module, kind) = (row.id()?, row.text()?, row.text()?);
    let damaged = |what: &str| CentralError::Damaged(format!("training elsewhere: `{what}` cannot be read"));
    let (on, holds_until, note) = (row.day()?, row.day_or_none()?, row.text()?);
    let (written_ms, written_by) = (row.int()?, row.text_or_none()?);
    let (withdrawn_ms, withdrawn_by) = (row.int_or_none()?, row.text_or_none()?);
    let why = row.text_or_none()?.unwrap_or_default();
    Ok(ToldOutside {
        id,
        module: ModuleId::new(&module).map_err(|_| damaged(&module))?,
        kind: OutsideKind::parse(&kind).ok_or_else(|| damaged(&kind))?,
        on,
        holds_until,
        note,
        written_ms,
        written_by,
        withdrawn: withdrawn_ms.map(|at_ms| (at_ms, withdrawn_by, why)),
    })
}
