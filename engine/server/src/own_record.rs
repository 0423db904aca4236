//! What is kept on somebody, as files that they take with them: JSON with every entry as it came, and a table of attempts.
//!
//! Reads the records, and shows nothing of anybody else but the names that stand in them anyway. Start at [`json`].

use crate::catalogue::Catalogue;
use crate::dates::{machine, now_ms};
use crate::export;
use crate::words::Words;
use ids::{ModuleId, PersonId};
use serde_json::{Value, json};
use store::central::{Central, CentralError, Facts, OwnAttempt, Roles};

/// Everything about them but what the file itself names as left out.
pub fn json(central: &Central, all: &Facts, person: PersonId, roles: &Roles) -> Result<String, CentralError> {
    let facts = all.people.get(&person).ok_or(CentralError::UnknownPerson)?;
    let day = |day: Option<record::Day>| day.map(|day| day.to_string());
    let attempts = central.attempts_of(person)?.iter().map(|own| attempt(central, own)).collect::<Result<Vec<_>, _>>()?;
    let groups = facts.memberships.iter().map(
        |member| json!({ "group": all.groups.get(&member.group), "joined": member.joined.to_string(), "left": day(member.left) }),
    );
    let outside = central.outside(person)?.into_iter().map(|one| {
        let withdrawn = one.withdrawn.map(|(at_ms, _, why)| json!({ "at": machine(at_ms), "reason": why }));
        json!({
            "module": one.module.as_str(), "kind": one.kind.code(), "on": one.on.to_string(), "valid_until": day(one.holds_until),
            "note": one.note, "written": machine(one.written_ms), "withdrawn": withdrawn,
        })
    });
    let exemptions = central.exemptions(person)?.into_iter().map(|one| {
        let subject = all.assignments.iter().find(|found| found.id == one.assignment).map(|found| found.subject.code());
        json!({
            "subject": subject, "from": one.from.to_string(), "until": day(one.until), "reason": one.reason,
            "written": machine(one.written_ms),
        })
    });
    let record = json!({
        "format": "practicum-own-record/1",
        "made": machine(now_ms()),
        "organisation": central.organisation()?,
        "person": {
            "id": person.to_string(), "name": facts.name, "email": facts.email, "job_title": facts.job_title,
            "starts": day(facts.starts), "leaves": day(facts.leaves),
            "earlier_job_titles": facts.titles.iter().map(|(since, title)| json!({ "since": since.to_string(), "title": title })).collect::<Vec<_>>(),
            "roles": roles.iter().map(|role| role.code()).collect::<Vec<_>>(),
        },
        "groups": groups.collect::<Vec<_>>(),
        "training_elsewhere": outside.collect::<Vec<_>>(),
        "exemptions": exemptions.collect::<Vec<_>>(),
        "attempts": attempts,
        "checkpoint": central.last_checkpoint()?.map(|kept| kept.note),
        "public_key": central.signing_key(None, now_ms())?,
        "read_me": "Each entry of an attempt is the exact text that was hashed (SHA-256), with the hash of the one before in it. Left out: \
            lines of the audit log, sessions, the hash of the password, input traces (they stay on the PC), and attempts on PCs of which nobody has said \
            that they are this person's.",
    });
    serde_json::to_string_pretty(&record).map_err(|error| CentralError::Damaged(error.to_string()))
}

fn attempt(central: &Central, own: &OwnAttempt) -> Result<Value, CentralError> {
    let sealed = central.sealed_entries(own.attempt)?;
    let entries =
        sealed.iter().map(|line| json!({ "bytes": String::from_utf8_lossy(&line.bytes), "sha256": line.hash.to_string() }));
    Ok(json!({
        "attempt": own.attempt.to_string(), "pc": own.device.to_string(), "pc_name": own.device_name,
        "module": own.module, "module_version": own.module_version, "mode": own.mode,
        "began_by_the_pc": machine(own.opened_ms), "received": machine(own.received_ms),
        "ended": own.is_closed, "passed": own.is_passed, "entries": entries.collect::<Vec<_>>(),
    }))
}

/// One row for each attempt.
pub fn csv(central: &Central, catalogue: &Catalogue, words: &Words, person: PersonId) -> Result<String, CentralError> {
    let heading = [
        "attempt",
        "module",
        "title",
        "version",
        "mode",
        "pc",
        "began (by the PC)",
        "received",
        "ended",
        "passed",
        "exam that counts",
    ];
    let counting: Vec<_> = central.passes_of(person)?.into_iter().filter(|pass| pass.counts()).map(|pass| pass.attempt).collect();
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let row = |own: OwnAttempt| {
        let module = ModuleId::new(&own.module).ok();
        let title = module.as_ref().map_or(own.module.as_str(), |module| catalogue.module_title(module, words)).to_owned();
        vec![
            own.attempt.to_string(),
            own.module.clone(),
            title,
            own.module_version,
            own.mode,
            own.device_name,
            machine(own.opened_ms),
            machine(own.received_ms),
            yes(own.is_closed),
            yes(own.is_passed),
            yes(counting.contains(&own.attempt)),
        ]
    };
    let rows = central.attempts_of(person)?.into_iter().map(row);
    Ok(export::csv(std::iter::once(heading.map(str::to_owned).to_vec()).chain(rows)))
}
