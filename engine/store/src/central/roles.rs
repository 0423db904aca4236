//! What somebody may do beside training: four roles, and any of them together.
//!
//! Knows no page: the server says what a role opens. Start at [`Roles`].

use super::database::Tx;
use super::{CentralError, ORGANISATION, statements};
use ids::PersonId;
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Administrator,
    Manager,
    Author,
    Auditor,
}

pub type Roles = BTreeSet<Role>;

impl Role {
    pub const ALL: [Self; 4] = [Self::Administrator, Self::Manager, Self::Author, Self::Auditor];

    /// As it is written down.
    pub fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Manager => "manager",
            Self::Author => "author",
            Self::Auditor => "auditor",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

pub(crate) fn read(tx: &mut Tx<'_>, person: PersonId) -> Result<Roles, CentralError> {
    let rows = tx.rows(statements::ROLES_OF_PERSON, &[ORGANISATION.into(), person.into()])?;
    rows.into_iter().map(|mut row| parse(&row.text()?)).collect()
}

/// A role as it stands in a row.
pub(crate) fn parse(code: &str) -> Result<Role, CentralError> {
    Role::parse(code).ok_or_else(|| CentralError::Damaged(format!("`{code}` is no role")))
}

pub(crate) fn set(tx: &mut Tx<'_>, person: PersonId, roles: &Roles) -> Result<(), CentralError> {
    tx.change(statements::ROLES_DELETE, &[ORGANISATION.into(), person.into()])?;
    for role in roles {
        tx.change(statements::ROLE_INSERT, &[ORGANISATION.into(), person.into(), role.code().into()])?;
    }
    Ok(())
}

/// For the log: `administrator,manager`.
pub(crate) fn codes(roles: &Roles) -> String {
    roles.iter().map(|role| role.code()).collect::<Vec<_>>().join(",")
}

/// Those who could administer as things stand in this transaction.
pub(crate) fn administrators(tx: &mut Tx<'_>) -> Result<BTreeSet<PersonId>, CentralError> {
    let rows = tx.rows(statements::ADMINISTRATORS_WHO_CAN_SIGN_IN, &[ORGANISATION.into()])?;
    rows.into_iter().map(|mut row| row.person()).collect()
}
