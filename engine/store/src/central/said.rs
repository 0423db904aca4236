//! What people of the organisation said about records and people, as lines that the register vouches for.
//!
//! Each holds a drawn salt, so that nothing can be guessed from its hash once its text was erased. Start at [`write`].

use super::assignments::draw_id;
use super::database::Tx;
use super::{Central, CentralError, ORGANISATION, register, statements};
use ids::{AssignmentId, DeviceId, Id128, ModuleId, PersonId};
use record::{Hash256, Registered, Utc};
use serde::Serialize;

const FORMAT: u32 = 1;

/// What was said.
#[derive(Serialize)]
#[serde(tag = "says", rename_all = "snake_case")]
pub(crate) enum Said<'a> {
    /// Somebody on a PC is this person of the organisation; none takes it back.
    Matched {
        device: DeviceId,
        on_device: PersonId,
        is: Option<PersonId>,
    },
    TrainedElsewhere {
        line: Id128,
        module: &'a ModuleId,
        kind: &'a str,
        on: String,
        holds_until: Option<String>,
        note: &'a str,
    },
    TrainedElsewhereWithdrawn {
        line: Id128,
        why: &'a str,
    },
    Exempted {
        line: Id128,
        assignment: AssignmentId,
        from: String,
        until: Option<String>,
        reason: &'a str,
    },
    ExemptionEnded {
        line: Id128,
        until: String,
    },
}

#[derive(Serialize)]
struct Line<'a> {
    format: u32,
    id: Id128,
    salt: Id128,
    utc: Utc,
    by: PersonId,
    /// Who it is about, as the organisation knows them; as the PC does, where nobody of it is meant.
    about: PersonId,
    #[serde(flatten)]
    said: &'a Said<'a>,
}

/// Writes down what was said, in the transaction in which it takes effect.
pub(crate) fn write(tx: &mut Tx<'_>, by: PersonId, about: PersonId, said: &Said<'_>, now_ms: i64) -> Result<(), CentralError> {
    let (id, salt) = (draw_id()?, draw_id()?);
    let utc = Utc::from_unix_secs(now_ms.div_euclid(1_000));
    let line = serde_json::to_vec(&Line { format: FORMAT, id, salt, utc, by, about, said });
    let bytes = line.map_err(|error| CentralError::Damaged(error.to_string()))?;
    let hash = Hash256::of(&bytes);
    let columns =
        [ORGANISATION.into(), id.to_string().as_str().into(), about.into(), bytes.as_slice().into(), hash.into(), now_ms.into()];
    tx.change(statements::STATEMENT_INSERT, &columns)?;
    register::wait(tx, Registered::Statement { id, hash }, now_ms)
}

impl Central {
    /// The exact bytes of a statement; none once they were erased.
    pub fn statement(&self, id: Id128) -> Result<Option<Vec<u8>>, CentralError> {
        self.database.read(|tx| {
            let row = tx.row(statements::STATEMENT_GET, &[ORGANISATION.into(), id.to_string().as_str().into()])?;
            row.map(|mut row| row.bytes_or_none()).transpose().map(Option::flatten)
        })
    }
}
