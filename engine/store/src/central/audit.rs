//! The audit log: who did or read what of whom, when. It only grows, and each line carries the hash of the one before.
//!
//! Names nobody: people stand in it by id, so that erasing a name leaves the chain whole. Whoever may write the database could
//! write the whole chain anew; what is sent outside the house proves more than this. Start at [`Deed`].

use super::database::Tx;
use super::{Central, CentralError, ORGANISATION, register, statements};
use ids::PersonId;
use record::{Hash256, Registered};
use sha2::{Digest, Sha256};

/// What a line of the log is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    SetUp,
    SignedIn,
    SignInRefused,
    SignedOut,
    SessionEnded,
    PasswordChanged,
    PasswordSetByLink,
    LinkIssued,
    PersonAdded,
    PersonChanged,
    RolesChanged,
    PersonDeactivated,
    PersonActivated,
    PersonRead,
    PeopleRead,
    AuditRead,
    DaysChanged,
    PeopleImported,
    PeopleExported,
    GroupAdded,
    GroupRenamed,
    GroupRead,
    GroupJoined,
    GroupLeft,
    Assigned,
    AssignmentChanged,
    AssignmentEnded,
    Exempted,
    ExemptionEnded,
    OutsideRecorded,
    OutsideWithdrawn,
    OverviewRead,
    OverviewExported,
    TrainingRead,
    PairingCodeMade,
    DevicePaired,
    DeviceRevoked,
    TraineeMatched,
    DeviceChecked,
    PackTaken,
    CertificateRead,
}

impl Deed {
    pub const ALL: [Self; 41] = [
        Self::SetUp,
        Self::SignedIn,
        Self::SignInRefused,
        Self::SignedOut,
        Self::SessionEnded,
        Self::PasswordChanged,
        Self::PasswordSetByLink,
        Self::LinkIssued,
        Self::PersonAdded,
        Self::PersonChanged,
        Self::RolesChanged,
        Self::PersonDeactivated,
        Self::PersonActivated,
        Self::PersonRead,
        Self::PeopleRead,
        Self::AuditRead,
        Self::DaysChanged,
        Self::PeopleImported,
        Self::PeopleExported,
        Self::GroupAdded,
        Self::GroupRenamed,
        Self::GroupRead,
        Self::GroupJoined,
        Self::GroupLeft,
        Self::Assigned,
        Self::AssignmentChanged,
        Self::AssignmentEnded,
        Self::Exempted,
        Self::ExemptionEnded,
        Self::OutsideRecorded,
        Self::OutsideWithdrawn,
        Self::OverviewRead,
        Self::OverviewExported,
        Self::TrainingRead,
        Self::PairingCodeMade,
        Self::DevicePaired,
        Self::DeviceRevoked,
        Self::TraineeMatched,
        Self::DeviceChecked,
        Self::PackTaken,
        Self::CertificateRead,
    ];

    /// As it is written down, for good.
    pub fn code(self) -> &'static str {
        match self {
            Self::SetUp => "set-up",
            Self::SignedIn => "signed-in",
            Self::SignInRefused => "sign-in-refused",
            Self::SignedOut => "signed-out",
            Self::SessionEnded => "session-ended",
            Self::PasswordChanged => "password-changed",
            Self::PasswordSetByLink => "password-set-by-link",
            Self::LinkIssued => "link-issued",
            Self::PersonAdded => "person-added",
            Self::PersonChanged => "person-changed",
            Self::RolesChanged => "roles-changed",
            Self::PersonDeactivated => "person-deactivated",
            Self::PersonActivated => "person-activated",
            Self::PersonRead => "person-read",
            Self::PeopleRead => "people-read",
            Self::AuditRead => "audit-read",
            Self::DaysChanged => "days-changed",
            Self::PeopleImported => "people-imported",
            Self::PeopleExported => "people-exported",
            Self::GroupAdded => "group-added",
            Self::GroupRenamed => "group-renamed",
            Self::GroupRead => "group-read",
            Self::GroupJoined => "group-joined",
            Self::GroupLeft => "group-left",
            Self::Assigned => "assigned",
            Self::AssignmentChanged => "assignment-changed",
            Self::AssignmentEnded => "assignment-ended",
            Self::Exempted => "exempted",
            Self::ExemptionEnded => "exemption-ended",
            Self::OutsideRecorded => "outside-recorded",
            Self::OutsideWithdrawn => "outside-withdrawn",
            Self::OverviewRead => "overview-read",
            Self::OverviewExported => "overview-exported",
            Self::TrainingRead => "training-read",
            Self::PairingCodeMade => "pairing-code-made",
            Self::DevicePaired => "device-paired",
            Self::DeviceRevoked => "device-revoked",
            Self::TraineeMatched => "trainee-matched",
            Self::DeviceChecked => "device-checked",
            Self::PackTaken => "pack-taken",
            Self::CertificateRead => "certificate-read",
        }
    }

    fn parse(code: &str) -> Result<Self, CentralError> {
        let known = Self::ALL.into_iter().find(|deed| deed.code() == code);
        known.ok_or_else(|| CentralError::Damaged(format!("`{code}` is no deed of the audit log")))
    }
}

/// One line, as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub sequence: i64,
    pub at_ms: i64,
    /// Who, with the name of today; none where nobody had signed in.
    pub actor: Option<(PersonId, Option<String>)>,
    pub deed: Deed,
    /// Whom it was about.
    pub subject: Option<(PersonId, Option<String>)>,
    /// Codes such as roles or names of fields, never a person's data.
    pub detail: String,
}

/// Which lines to show, newest first.
#[derive(Debug, Clone)]
pub struct AuditQuery {
    /// From this time on.
    pub from_ms: i64,
    /// Up to, and not at, this time.
    pub to_ms: i64,
    /// By or about this person.
    pub person: Option<PersonId>,
    /// Older than this line.
    pub before: Option<i64>,
    pub limit: u32,
}

/// Whether the chain holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditCheck {
    Holds {
        n_entries: i64,
    },
    /// The first line that was changed, or that stands where another did.
    Broken {
        sequence: i64,
    },
}

/// What is written down, and hashed.
struct Line<'a> {
    sequence: i64,
    at_ms: i64,
    actor: Option<PersonId>,
    deed: &'a str,
    subject: Option<PersonId>,
    detail: &'a str,
}

impl Line<'_> {
    /// SHA-256 over a fixed opening, the hash before, and every column: numbers as 8 bytes, texts with their length before them.
    fn hash(&self, before: &[u8]) -> Vec<u8> {
        let mut hasher = Sha256::new();
        let person = |person: Option<PersonId>| person.map(|person| person.0.to_string()).unwrap_or_default();
        let (actor, subject) = (person(self.actor), person(self.subject));
        hasher.update(b"practicum audit 1");
        hasher.update(ORGANISATION.to_be_bytes());
        hasher.update(self.sequence.to_be_bytes());
        hasher.update(self.at_ms.to_be_bytes());
        for part in [before, actor.as_bytes(), self.deed.as_bytes(), subject.as_bytes(), self.detail.as_bytes()] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        hasher.finalize().to_vec()
    }
}

/// Writes a line, in the transaction of the deed itself: one is on disk if the other is.
pub(crate) fn write(
    tx: &mut Tx<'_>,
    now_ms: i64,
    actor: Option<PersonId>,
    deed: Deed,
    subject: Option<PersonId>,
    detail: &str,
) -> Result<(), CentralError> {
    tx.lock_writes(ORGANISATION)?;
    let (last, before) = match tx.row(statements::AUDIT_HEAD, &[ORGANISATION.into()])? {
        Some(mut row) => (row.int()?, row.bytes()?),
        None => (0, Vec::new()),
    };
    let line = Line { sequence: last + 1, at_ms: now_ms, actor, deed: deed.code(), subject, detail };
    let hash = line.hash(&before);
    let columns = [
        ORGANISATION.into(),
        line.sequence.into(),
        now_ms.into(),
        actor.into(),
        line.deed.into(),
        subject.into(),
        detail.into(),
        hash.as_slice().into(),
    ];
    tx.change(statements::AUDIT_INSERT, &columns)?;
    let head = Hash256::try_from(hash.as_slice()).map_err(|error| CentralError::Damaged(error.to_string()))?;
    register::wait(tx, Registered::Audit { n_lines: line.sequence.cast_unsigned(), head }, now_ms)
}

impl Central {
    /// That a page about others was read, where the page is made from what is kept in memory.
    pub fn write_read(&self, by: PersonId, deed: Deed, subject: Option<PersonId>, now_ms: i64) -> Result<(), CentralError> {
        self.database.write(|tx| write(tx, now_ms, Some(by), deed, subject, ""))
    }

    /// Lines of the log, newest first. That they were read is a line itself, written before.
    pub fn audit(&self, by: PersonId, query: &AuditQuery, now_ms: i64) -> Result<Vec<AuditEntry>, CentralError> {
        let person = query.person.map(|person| person.0.to_string()).unwrap_or_default();
        self.database.write(|tx| {
            write(tx, now_ms, Some(by), Deed::AuditRead, query.person, "")?;
            let params = [
                ORGANISATION.into(),
                query.before.unwrap_or(i64::MAX).into(),
                query.from_ms.into(),
                query.to_ms.into(),
                person.as_str().into(),
                i64::from(query.limit).into(),
            ];
            let rows = tx.rows(statements::AUDIT_PAGE, &params)?;
            let entry = |mut row: super::Row| {
                let (sequence, at_ms) = (row.int()?, row.int()?);
                let (actor, actor_name) = (row.person_or_none()?, row.text_or_none()?);
                let deed = Deed::parse(&row.text()?)?;
                let (subject, subject_name) = (row.person_or_none()?, row.text_or_none()?);
                let actor = actor.map(|actor| (actor, actor_name));
                let subject = subject.map(|subject| (subject, subject_name));
                Ok(AuditEntry { sequence, at_ms, actor, deed, subject, detail: row.text()? })
            };
            rows.into_iter().map(entry).collect()
        })
    }

    /// Recomputes the whole chain.
    pub fn check_audit(&self) -> Result<AuditCheck, CentralError> {
        const PAGE: i64 = 1_000;
        self.database.read(|tx| {
            let (mut sequence, mut before) = (0, Vec::new());
            loop {
                let rows = tx.rows(statements::AUDIT_CHAIN, &[ORGANISATION.into(), sequence.into(), PAGE.into()])?;
                if rows.is_empty() {
                    return Ok(AuditCheck::Holds { n_entries: sequence });
                }
                for mut row in rows {
                    let (found, at_ms, actor) = (row.int()?, row.int()?, row.person_or_none()?);
                    let (deed, subject, detail) = (row.text()?, row.person_or_none()?, row.text()?);
                    let line = Line { sequence: found, at_ms, actor, deed: &deed, subject, detail: &detail };
                    let hash = line.hash(&before);
                    if found != sequence + 1 || hash != row.bytes()? {
                        return Ok(AuditCheck::Broken { sequence: sequence + 1 });
                    }
                    (sequence, before) = (found, hash);
                }
            }
        })
    }
}
