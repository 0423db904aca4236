//! Marks of change: what has to be folded anew by whoever keeps an overview in memory.
//!
//! Counted under the lock of changes, so that whoever read up to a number has missed nothing before it. Start at [`mark`].

use super::database::Tx;
use super::{CentralError, ORGANISATION, statements};
use ids::PersonId;

/// What is known of this person changed; none: the assignments or the groups did.
pub(crate) fn mark(tx: &mut Tx<'_>, person: Option<PersonId>) -> Result<(), CentralError> {
    tx.lock_writes(ORGANISATION)?;
    let person = person.map(|person| person.to_string()).unwrap_or_default();
    tx.change(statements::CHANGE_MARK_SET, &[ORGANISATION.into(), person.as_str().into()]).map(|_| ())
}
