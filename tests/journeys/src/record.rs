//! The record on disk, read from outside: facts as JSON, and the state that an open attempt would go on from.
//!
//! Start at [`Record::open`].

use crate::random::Random;
use anyhow::{Context, Result, ensure};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::Path;

#[derive(Debug)]
pub struct Record {
    db: Connection,
}

impl Record {
    /// Opens the database without ever writing into it.
    pub fn open(database: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(database, flags).with_context(|| format!("opening {}", database.display()))?;
        db.busy_timeout(std::time::Duration::from_secs(5))?;
        Ok(Self { db })
    }

    /// The ids of all attempts, in the order in which they were opened.
    pub fn attempts(&self) -> Result<Vec<String>> {
        let mut query = self.db.prepare("SELECT id FROM attempts ORDER BY n")?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// All facts of one attempt, oldest first.
    pub fn facts(&self, attempt: &str) -> Result<Vec<Value>> {
        let mut query = self.db.prepare("SELECT bytes FROM entries WHERE attempt = ?1 ORDER BY seq")?;
        let lines = query.query_map([attempt], |row| row.get::<_, Vec<u8>>(0))?.collect::<Result<Vec<_>, _>>()?;
        let fact = |line: Vec<u8>| {
            let mut entry: Value = serde_json::from_slice(&line).context("an entry is no JSON")?;
            Ok(entry["fact"].take())
        };
        lines.into_iter().map(fact).collect()
    }

    /// The steps that are on record as completed, in that order, each as often as it stands there.
    pub fn steps_completed(&self, attempt: &str) -> Result<Vec<String>> {
        let facts = self.facts(attempt)?;
        let completed = facts.iter().filter(|fact| fact["fact"] == "step_completed");
        Ok(completed.filter_map(|fact| fact["step"].as_str().map(str::to_owned)).collect())
    }

    /// The hash, as the program prints it, over the objects that the attempt would go on from. None: nothing to go on from.
    pub fn objects_hash(&self, attempt: &str) -> Result<Option<String>> {
        let Some(bytes) = self.snapshot(attempt)? else { return Ok(None) };
        let world = value_after(&bytes, b"\"world\":").context("the saved state names no world")?;
        Ok(Some(Sha256::digest(world).iter().take(8).map(|byte| format!("{byte:02x}")).collect()))
    }

    /// The saved state, as JSON, that the attempt would go on from; none where there is nothing to go on from.
    pub fn snapshot(&self, attempt: &str) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT bytes FROM snapshots WHERE attempt = ?1";
        Ok(self.db.query_row(sql, [attempt], |row| row.get(0)).optional()?)
    }

    /// How many facts of an attempt are on disk, and its saved state: another value when anything came of what was done.
    pub fn kept(&self, attempt: &str) -> Result<(i64, Option<Vec<u8>>)> {
        let sql = "SELECT count(*) FROM entries WHERE attempt = ?1";
        Ok((self.db.query_row(sql, [attempt], |row| row.get(0))?, self.snapshot(attempt)?))
    }

    /// The lines of an attempt's input trace so far, without those that say where somebody stood.
    pub fn inputs(&self, attempt: &str) -> Result<Vec<String>> {
        let mut query = self.db.prepare("SELECT bytes FROM trace_chunks WHERE attempt = ?1 ORDER BY chunk")?;
        let chunks = query.query_map([attempt], |row| row.get::<_, Vec<u8>>(0))?.collect::<Result<Vec<_>, _>>()?;
        let text = String::from_utf8(chunks.concat()).context("a trace is no text")?;
        let input = |line: &str| Some(line.split_once(' ')?.1.to_owned()).filter(|input| !input.starts_with("pose "));
        Ok(text.lines().filter_map(input).collect())
    }

    /// On which places the answers of a card stand, in the module's order. They are drawn from the attempt's seed, and from what
    /// the card belongs to: the index of its step, or the number of steps for what comes in between.
    pub fn places_of_answers(&self, attempt: &str, belongs_to: usize, n_answers: usize) -> Result<Vec<usize>> {
        let header = self.facts(attempt)?.into_iter().next().context("an attempt without a header")?;
        let seed = u64::from_str_radix(header["seed"].as_str().context("a header without a seed")?, 16)?;
        let mut random = Random::new(seed.rotate_left(32).wrapping_add(belongs_to as u64));
        let mut shown: Vec<usize> = (0..n_answers).collect();
        for last in (1..n_answers).rev() {
            shown.swap(last, random.below(last as u64 + 1) as usize);
        }
        (0..n_answers).map(|answer| shown.iter().position(|at| *at == answer).context("every answer is shown")).collect()
    }

    /// A setting's value as JSON.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        let sql = "SELECT value_json FROM settings WHERE key = ?1";
        Ok(self.db.query_row(sql, [key], |row| row.get(0)).optional()?)
    }

    /// The ids of all who train here; the demonstration person is none of them.
    pub fn people(&self) -> Result<Vec<String>> {
        let mut query = self.db.prepare("SELECT id FROM people WHERE demonstration = 0 ORDER BY n")?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

/// The exact bytes of the JSON object that follows `key` first. Serde would not give them back in their order.
fn value_after<'a>(json: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let start = json.windows(key.len()).position(|window| window == key)? + key.len();
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (idx, byte) in json[start..].iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' if !in_text => depth += 1,
            b'}' if !in_text => {
                depth -= 1;
                if depth == 0 {
                    return Some(&json[start..=start + idx]);
                }
            }
            _ => {}
        }
    }
    None
}

/// All steps completed, each once.
pub fn assert_each_once(steps: &[String]) -> Result<()> {
    let mut seen = std::collections::BTreeSet::new();
    for step in steps {
        ensure!(seen.insert(step), "step `{step}` stands on record as completed twice: {steps:?}");
    }
    Ok(())
}
