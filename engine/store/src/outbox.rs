//! The outbox of a PC: the server it is paired with, what goes there next, and what the server says it has.
//!
//! Knows no network. The records themselves are the outbox: beside them stands only how far the server said it has each chain.
//! Throwing that away costs nothing but sending again, because a server takes a line twice without harm. Start at
//! [`Store::next_parcel`] and [`Store::take_receipt`].

use crate::StoreError;
use crate::central::Token;
use crate::device::log_head;
use crate::exchange::{ChainReceipt, Held, Paired, Parcel, PersonLine, Receipt, ServerKey};
use crate::open::Store;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ids::{AttemptId, Id128, PersonId};
use record::{Entry, Hash256, LogRecord, Utc};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// Lines of one kind in a parcel.
const MOST_LINES: u32 = 200;
/// Well below what a server takes, whatever the last line adds.
const MOST_ENTRY_BYTES: usize = 512 * 1024;
/// No checkpoint of ours comes near.
const CHECKPOINT_MAX_BYTES: usize = 4 * 1024;

/// The server of this PC's organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerPairing {
    /// `https://training.clinic.example`, without a path.
    pub address: String,
    pub key: ServerKey,
    pub token: Token,
    pub organisation: String,
    /// What this PC is called there.
    pub device_name: String,
    /// False while the server has not answered yet.
    pub is_done: bool,
    /// When the server last took something.
    pub heard_utc: Option<String>,
}

/// What is here and not on the server, as far as it said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Waiting {
    pub n_entries: u64,
    pub n_log_records: u64,
    /// What the server does not take, or keeps beside something else: somebody should look.
    pub troubles: Vec<SyncTrouble>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncTrouble {
    /// None for the log of this PC.
    pub attempt: Option<AttemptId>,
    /// Why the rest of it is not taken.
    pub refused: Option<String>,
    /// Lines that the server keeps beside others of the same number.
    pub n_beside: u64,
}

/// What a receipt meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// On with the next parcel.
    Further,
    /// The server has less than it said before, so it was put back to an older copy: everything is sent again.
    FromTheStart,
}

impl Waiting {
    pub fn is_nothing(&self) -> bool {
        self.n_entries == 0 && self.n_log_records == 0
    }
}

impl Store {
    /// The server this PC is paired with, or was about to be.
    pub fn pairing(&self) -> Result<Option<ServerPairing>, StoreError> {
        let mut query = self.db.prepare_cached(include_str!("../sql/pairing_get.sql"))?;
        let row = query.query_row([], |row| {
            let pin: Vec<u8> = row.get(1)?;
            let (token, is_done): (String, bool) = (row.get(2)?, row.get(5)?);
            Ok((row.get(0)?, pin, token, row.get(3)?, row.get(4)?, is_done, row.get(9)?))
        });
        let Some((address, pin, token, organisation, device_name, is_done, heard_utc)) = row.optional()? else {
            return Ok(None);
        };
        let token = Token::parse(&token).ok_or_else(|| StoreError::Damaged("the token of the pairing is none".to_owned()))?;
        let key = ServerKey(<[u8; 32]>::try_from(pin.as_slice()).ok());
        Ok(Some(ServerPairing { address, key, token, organisation, device_name, is_done, heard_utc }))
    }

    /// Draws and keeps what this PC will show to the server at `address`. Begun again for the same address, it is the same: the
    /// server may have heard it. An earlier pairing with another server is forgotten.
    pub fn begin_pairing(&mut self, address: &str) -> Result<Token, StoreError> {
        if let Some(begun) = self.pairing()?.filter(|begun| begun.address == address && !begun.is_done) {
            return Ok(begun.token);
        }
        let token = Token::drawn(crate::open::draw_id()?, crate::open::draw_id()?);
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        forget(&tx)?;
        tx.execute(include_str!("../sql/pairing_delete.sql"), [])?;
        tx.execute(include_str!("../sql/pairing_begin.sql"), (address, [].as_slice(), token.as_str()))?;
        tx.commit()?;
        Ok(token)
    }

    /// The server answered: from now on there is somewhere to send to.
    pub fn finish_pairing(&mut self, key: &ServerKey, paired: &Paired) -> Result<(), StoreError> {
        let pin = key.0.as_ref().map(<[u8; 32]>::as_slice).unwrap_or_default();
        self.db.execute(include_str!("../sql/pairing_finish.sql"), (pin, &paired.organisation, &paired.name))?;
        Ok(())
    }

    /// Nothing is sent any more. What the server has, it keeps.
    pub fn forget_pairing(&mut self) -> Result<(), StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        forget(&tx)?;
        tx.execute(include_str!("../sql/pairing_delete.sql"), [])?;
        tx.commit()?;
        Ok(())
    }

    /// Forgets what the server said: everything is sent again, also what it did not take.
    pub fn send_everything_again(&mut self) -> Result<(), StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        forget(&tx)?;
        tx.commit()?;
        Ok(())
    }

    /// Tries once more what the server did not take.
    pub fn retry_refused(&mut self) -> Result<(), StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute(include_str!("../sql/sent_refused_forget.sql"), [])?;
        tx.execute(include_str!("../sql/sent_log_refused_forget.sql"), [])?;
        tx.commit()?;
        Ok(())
    }

    /// What is here and not on the server. None where this PC is not paired.
    pub fn waiting(&self) -> Result<Option<Waiting>, StoreError> {
        let Some(sent) = sent_log(&self.db)? else { return Ok(None) };
        let (n_entries, n_log_records) = n_waiting(&self.db, &sent)?;
        Ok(Some(Waiting { n_entries, n_log_records, troubles: read_troubles(&self.db, &sent)? }))
    }

    /// What goes to the server next; none when all is there. With `greeting` there is always a parcel, if an empty one: so the
    /// server hears that this PC is there, and says what it has.
    pub fn next_parcel(&mut self, told_ms: i64, greeting: bool) -> Result<Option<Parcel>, StoreError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(sent) = sent_log(&tx)? else { return Ok(None) };
        let mut log = Vec::new();
        if sent.refused.is_none() {
            log = read_lines(&tx, include_str!("../sql/log_from.sql"), (sent.n_log, MOST_LINES))?;
            if let Some(fault) = log.iter().find_map(|line| LogRecord::parse(line).err()) {
                let why = format!("a line of this PC's log cannot be read: {fault}");
                tx.execute(include_str!("../sql/sent_log_set.sql"), (sent.n_log, true, Some(why), sent.n_beside))?;
                log.clear();
            }
        }
        let people = unsent_people(&tx)?;
        let entries = unsent_entries(&tx)?;
        let n_waiting = n_waiting(&tx, &sent)?;
        tx.commit()?;
        if !greeting && log.is_empty() && people.is_empty() && entries.is_empty() {
            return Ok(None);
        }
        let n_waiting = n_waiting.0 + n_waiting.1;
        Ok(Some(Parcel { device: self.device, told_ms, n_waiting, people, log, entries }))
    }

    /// Writes down what the server said of a parcel. A receipt that comes twice, or late, does no harm.
    pub fn take_receipt(&mut self, parcel: &Parcel, receipt: &Receipt, utc: &str) -> Result<Taken, StoreError> {
        let utc = Utc::new(utc)?;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(mut sent) = sent_log(&tx)? else { return Ok(Taken::Further) };
        tx.execute(include_str!("../sql/sent_heard.sql"), [utc.as_str()])?;
        for person in &parcel.people {
            let row = (person.person.to_string(), person.key.is_none());
            tx.prepare_cached(include_str!("../sql/sent_people_set.sql"))?.execute(row)?;
        }
        if let Some(note) = receipt.checkpoint.as_ref().filter(|note| note.len() <= CHECKPOINT_MAX_BYTES) {
            tx.execute(include_str!("../sql/held_checkpoint_insert.sql"), (utc.date(), note))?;
        }
        if let Some(said) = &receipt.log {
            take_log(&tx, &mut sent, said)?;
        }
        for said in &receipt.attempts {
            take_attempt(&tx, &mut sent.held, said.attempt, &said.chain)?;
        }
        tx.execute(include_str!("../sql/sent_held_set.sql"), (sent.held.n_lines, sent.held.digest.0))?;
        let is_less = is_less(&tx, &receipt.held)?;
        if is_less {
            forget(&tx)?;
            tx.execute(include_str!("../sql/sent_settled_set.sql"), [receipt.held.digest.0])?;
        } else if receipt.held == sent.held {
            tx.execute(include_str!("../sql/sent_settled_set.sql"), [None::<Vec<u8>>])?;
        }
        tx.commit()?;
        Ok(if is_less { Taken::FromTheStart } else { Taken::Further })
    }

    /// The server's checkpoints that this PC was given, the first of each day, oldest first. Kept when the pairing ends.
    pub fn held_checkpoints(&self) -> Result<Vec<String>, StoreError> {
        let mut query = self.db.prepare_cached(include_str!("../sql/held_checkpoints.sql"))?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

/// Whether the server has less than it once said, though nothing waits: then it was put back to an older copy. It may also
/// have more, where this PC was put back to one. Where chains parted, both differ for good.
fn is_less(db: &Connection, there: &Held) -> Result<bool, StoreError> {
    let Some(sent) = sent_log(db)? else { return Ok(false) };
    let waits = n_waiting(db, &sent)? != (0, 0);
    let here = sent.held;
    let differs = there.n_lines < here.n_lines || there.n_lines == here.n_lines && there.digest != here.digest;
    if waits || !differs || sent.settled == Some(there.digest) {
        return Ok(false);
    }
    Ok(read_troubles(db, &sent)?.is_empty())
}

/// Entries and log records that are here and, as far as it said, not on the server.
fn n_waiting(db: &Connection, sent: &SentLog) -> Result<(u64, u64), StoreError> {
    let n_entries = db.prepare_cached(include_str!("../sql/unsent_count.sql"))?.query_row([], |row| row.get(0))?;
    Ok((n_entries, log_head(db)?.0.saturating_sub(sent.n_log)))
}

fn read_troubles(db: &Connection, sent: &SentLog) -> Result<Vec<SyncTrouble>, StoreError> {
    let mut query = db.prepare_cached(include_str!("../sql/sent_troubles.sql"))?;
    let mut rows = query.query([])?;
    let mut troubles = Vec::new();
    if sent.refused.is_some() || sent.n_beside > 0 {
        troubles.push(SyncTrouble { attempt: None, refused: sent.refused.clone(), n_beside: sent.n_beside });
    }
    while let Some(row) = rows.next()? {
        let attempt = Some(parse_attempt(&row.get::<_, String>(0)?)?);
        troubles.push(SyncTrouble { attempt, refused: row.get(1)?, n_beside: row.get(2)? });
    }
    Ok(troubles)
}

struct SentLog {
    n_log: u64,
    again: bool,
    refused: Option<String>,
    n_beside: u64,
    /// All that the server said it has, log and entries.
    held: Held,
    settled: Option<Hash256>,
}

/// None where this PC is not paired.
fn sent_log(db: &Connection) -> Result<Option<SentLog>, StoreError> {
    let mut query = db.prepare_cached(include_str!("../sql/pairing_get.sql"))?;
    let row = query.query_row([], |row| {
        let (is_done, again): (bool, bool) = (row.get(5)?, row.get(10)?);
        let held = Held { n_lines: row.get(11)?, digest: Hash256(row.get(12)?) };
        let settled = row.get::<_, Option<[u8; 32]>>(13)?.map(Hash256);
        Ok((is_done, SentLog { n_log: row.get(6)?, again, refused: row.get(7)?, n_beside: row.get(8)?, held, settled }))
    });
    Ok(row.optional()?.filter(|(is_done, _)| *is_done).map(|(_, sent)| sent))
}

fn forget(db: &Connection) -> Result<(), StoreError> {
    db.execute(include_str!("../sql/sent_delete_all.sql"), [])?;
    db.execute(include_str!("../sql/sent_people_delete_all.sql"), [])?;
    db.execute(include_str!("../sql/sent_log_set.sql"), (0_u64, false, None::<String>, 0_u64))?;
    db.execute(include_str!("../sql/sent_held_set.sql"), (0_u64, [0_u8; 32]))?;
    db.execute(include_str!("../sql/sent_settled_set.sql"), [None::<Vec<u8>>])?;
    Ok(())
}

fn unsent_people(db: &Connection) -> Result<Vec<PersonLine>, StoreError> {
    let mut query = db.prepare_cached(include_str!("../sql/unsent_people.sql"))?;
    let mut rows = query.query([MOST_LINES])?;
    let mut people = Vec::new();
    while let Some(row) = rows.next()? {
        let person = Id128::parse(&row.get::<_, String>(0)?).map(PersonId);
        let person = person.map_err(|error| StoreError::Damaged(format!("person id: {error}")))?;
        let key: Option<Vec<u8>> = row.get(1)?;
        people.push(PersonLine { person, key: key.map(|key| BASE64.encode(key)) });
    }
    Ok(people)
}

/// Entries of attempts in the order in which they were opened. One that cannot be read stops its attempt here already.
fn unsent_entries(db: &Connection) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut query = db.prepare_cached(include_str!("../sql/unsent_attempts.sql"))?;
    let attempts = query.query_map([MOST_LINES], |row| Ok((row.get::<_, String>(0)?, row.get::<_, u64>(1)?)))?;
    let attempts = attempts.collect::<Result<Vec<_>, _>>()?;
    let (mut entries, mut n_bytes) = (Vec::new(), 0);
    for (attempt, from) in attempts {
        let left = MOST_LINES.saturating_sub(u32::try_from(entries.len()).unwrap_or(MOST_LINES));
        if left == 0 || n_bytes >= MOST_ENTRY_BYTES {
            break;
        }
        for bytes in read_lines(db, include_str!("../sql/entries_from.sql"), (&attempt, from, left))? {
            if let Err(error) = Entry::parse(&bytes) {
                let why = format!("an entry cannot be read on this PC: {error}");
                let row = (&attempt, from, true, Some(why), 0_u64);
                db.prepare_cached(include_str!("../sql/sent_set.sql"))?.execute(row)?;
                break;
            }
            n_bytes += bytes.len();
            entries.push(bytes);
            if n_bytes >= MOST_ENTRY_BYTES {
                break;
            }
        }
    }
    Ok(entries)
}

fn read_lines(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map(params, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn take_log(db: &Connection, sent: &mut SentLog, said: &ChainReceipt) -> Result<(), StoreError> {
    let next = Standing { n_lines: sent.n_log, again: sent.again, n_beside: sent.n_beside }.after(said);
    let (from, to) = (sent.n_log.min(next.n_lines), sent.n_log.max(next.n_lines));
    let hashes = read_hashes(db, include_str!("../sql/log_hashes.sql"), (from, to))?;
    count(&mut sent.held, &hashes, next.n_lines > sent.n_log);
    let row = (next.n_lines, next.again, next.refused, next.n_beside);
    db.execute(include_str!("../sql/sent_log_set.sql"), row)?;
    Ok(())
}

fn take_attempt(db: &Connection, held: &mut Held, attempt: AttemptId, said: &ChainReceipt) -> Result<(), StoreError> {
    let attempt = attempt.to_string();
    let known = db
        .prepare_cached(include_str!("../sql/sent_get.sql"))?
        .query_row([&attempt], |row| Ok(Standing { n_lines: row.get(0)?, again: row.get(1)?, n_beside: row.get(2)? }));
    let before = known.optional()?.unwrap_or_default();
    let next = before.after(said);
    let (from, to) = (before.n_lines.min(next.n_lines), before.n_lines.max(next.n_lines));
    let hashes = read_hashes(db, include_str!("../sql/entry_hashes.sql"), (&attempt, from, to))?;
    count(held, &hashes, next.n_lines > before.n_lines);
    let row = (&attempt, next.n_lines, next.again, next.refused, next.n_beside);
    db.prepare_cached(include_str!("../sql/sent_set.sql"))?.execute(row)?;
    Ok(())
}

fn read_hashes(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Hash256>, StoreError> {
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map(params, |row| row.get(0).map(Hash256))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn count(held: &mut Held, lines: &[Hash256], is_more: bool) {
    for line in lines {
        if is_more { held.add(line) } else { held.take_away(line) }
    }
}

/// How a chain stood before a receipt.
#[derive(Debug, Clone, Copy, Default)]
struct Standing {
    n_lines: u64,
    /// It was sent once more from its start.
    again: bool,
    n_beside: u64,
}

/// And after it.
#[derive(Debug, PartialEq, Eq)]
struct Next {
    n_lines: u64,
    again: bool,
    /// Why no more is sent.
    refused: Option<String>,
    n_beside: u64,
}

impl Standing {
    fn after(self, said: &ChainReceipt) -> Next {
        let n_beside = self.n_beside + said.conflicts.len() as u64;
        match &said.refused {
            // What stands before it may be what does not fit: once from the start.
            Some(_) if !self.again => Next { n_lines: 0, again: true, refused: None, n_beside: 0 },
            Some(refused) => {
                let refused = Some(format!("line {}: {}", refused.seq, refused.why));
                Next { n_lines: said.next, again: true, refused, n_beside }
            }
            // Also where that is less than before: then it is only sent again.
            None => Next { n_lines: said.next, again: self.again, refused: None, n_beside },
        }
    }
}

fn parse_attempt(text: &str) -> Result<AttemptId, StoreError> {
    Id128::parse(text).map(AttemptId).map_err(|error| StoreError::Damaged(format!("attempt id: {error}")))
}
