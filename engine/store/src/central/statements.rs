//! Every statement, by the name of its file.
//!
//! Knows nothing of who asks.

use super::database::Sql;

pub(crate) const ADMINISTRATORS_WHO_CAN_SIGN_IN: Sql = include_str!("../../sql/central/administrators_who_can_sign_in.sql");
pub(crate) const AUDIT_CHAIN: Sql = include_str!("../../sql/central/audit_chain.sql");
pub(crate) const AUDIT_HEAD: Sql = include_str!("../../sql/central/audit_head.sql");
pub(crate) const AUDIT_INSERT: Sql = include_str!("../../sql/central/audit_insert.sql");
pub(crate) const AUDIT_PAGE: Sql = include_str!("../../sql/central/audit_page.sql");
pub(crate) const CREDENTIAL_GET: Sql = include_str!("../../sql/central/credential_get.sql");
pub(crate) const CREDENTIAL_OF_PERSON: Sql = include_str!("../../sql/central/credential_of_person.sql");
pub(crate) const CREDENTIAL_SET: Sql = include_str!("../../sql/central/credential_set.sql");
pub(crate) const LAYOUT_ADD: Sql = include_str!("../../sql/central/layout_add.sql");
pub(crate) const LAYOUT_GET: Sql = include_str!("../../sql/central/layout_get.sql");
pub(crate) const LAYOUT_LOCK_POSTGRES: Sql = include_str!("../../sql/central/layout_lock.postgres.sql");
pub(crate) const LAYOUT_TABLE: Sql = include_str!("../../sql/central/layout_table.sql");
pub(crate) const LINK_GET: Sql = include_str!("../../sql/central/link_get.sql");
pub(crate) const LINK_INSERT: Sql = include_str!("../../sql/central/link_insert.sql");
pub(crate) const LINK_USE: Sql = include_str!("../../sql/central/link_use.sql");
pub(crate) const LINKS_DELETE_OF_PERSON: Sql = include_str!("../../sql/central/links_delete_of_person.sql");
pub(crate) const LINKS_DELETE_OVER: Sql = include_str!("../../sql/central/links_delete_over.sql");
pub(crate) const LINKS_DELETE_SET_UP: Sql = include_str!("../../sql/central/links_delete_set_up.sql");
pub(crate) const NAME_GET: Sql = include_str!("../../sql/central/name_get.sql");
pub(crate) const ORGANISATION_GET: Sql = include_str!("../../sql/central/organisation_get.sql");
pub(crate) const ORGANISATION_INSERT: Sql = include_str!("../../sql/central/organisation_insert.sql");
pub(crate) const PEOPLE_COUNT: Sql = include_str!("../../sql/central/people_count.sql");
pub(crate) const PEOPLE_PAGE: Sql = include_str!("../../sql/central/people_page.sql");
pub(crate) const PEOPLE_ROLES: Sql = include_str!("../../sql/central/people_roles.sql");
pub(crate) const PEOPLE_WITHOUT_PASSWORD: Sql = include_str!("../../sql/central/people_without_password.sql");
pub(crate) const PERSON_BY_EMAIL: Sql = include_str!("../../sql/central/person_by_email.sql");
pub(crate) const PERSON_GET: Sql = include_str!("../../sql/central/person_get.sql");
pub(crate) const PERSON_INSERT: Sql = include_str!("../../sql/central/person_insert.sql");
pub(crate) const PERSON_SET_ACTIVE: Sql = include_str!("../../sql/central/person_set_active.sql");
pub(crate) const PERSON_SET_TASTE: Sql = include_str!("../../sql/central/person_set_taste.sql");
pub(crate) const PERSON_UPDATE: Sql = include_str!("../../sql/central/person_update.sql");
pub(crate) const ROLE_INSERT: Sql = include_str!("../../sql/central/role_insert.sql");
pub(crate) const ROLES_DELETE: Sql = include_str!("../../sql/central/roles_delete.sql");
pub(crate) const ROLES_OF_PERSON: Sql = include_str!("../../sql/central/roles_of_person.sql");
pub(crate) const SESSION_DELETE: Sql = include_str!("../../sql/central/session_delete.sql");
pub(crate) const SESSION_GET: Sql = include_str!("../../sql/central/session_get.sql");
pub(crate) const SESSION_INSERT: Sql = include_str!("../../sql/central/session_insert.sql");
pub(crate) const SESSION_SEEN: Sql = include_str!("../../sql/central/session_seen.sql");
pub(crate) const SESSIONS_DELETE_BUT: Sql = include_str!("../../sql/central/sessions_delete_but.sql");
pub(crate) const SESSIONS_DELETE_OVER: Sql = include_str!("../../sql/central/sessions_delete_over.sql");
pub(crate) const SESSIONS_OF_PERSON: Sql = include_str!("../../sql/central/sessions_of_person.sql");
pub(crate) const TRIES_DELETE_OVER: Sql = include_str!("../../sql/central/tries_delete_over.sql");
pub(crate) const TRY_DELETE: Sql = include_str!("../../sql/central/try_delete.sql");
pub(crate) const TRY_GET: Sql = include_str!("../../sql/central/try_get.sql");
pub(crate) const TRY_SET: Sql = include_str!("../../sql/central/try_set.sql");
pub(crate) const WRITES_LOCK_POSTGRES: Sql = include_str!("../../sql/central/writes_lock.postgres.sql");
