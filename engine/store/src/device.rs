//! This installation: its id, its settings, and the end of its log.
//!
//! Knows nothing of what a setting means. Start at [`Store::setting`].

use crate::StoreError;
use crate::open::{Store, draw_id};
use ids::{AttemptId, DeviceId, Id128};
use record::{Hash256, LogRecord, Mark, Utc};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Store {
    /// Reads a setting; none when it was never set.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, StoreError> {
        let mut query = self.db.prepare_cached(include_str!("../sql/setting_get.sql"))?;
        let value_json: Option<String> = query.query_row([key], |row| row.get(0)).optional()?;
        let read = |text: String| serde_json::from_str(&text);
        value_json.map(read).transpose().map_err(|source| StoreError::Setting { key: key.to_owned(), source })
    }

    /// Keeps a setting, as JSON.
    pub fn set_setting<T: Serialize>(&mut self, key: &str, value: &T) -> Result<(), StoreError> {
        let value_json = serde_json::to_string(value).map_err(|source| StoreError::Setting { key: key.to_owned(), source })?;
        self.db.prepare_cached(include_str!("../sql/setting_set.sql"))?.execute([key, &value_json])?;
        Ok(())
    }
}

pub(crate) fn draw(db: &Connection) -> Result<(), StoreError> {
    db.execute(include_str!("../sql/device_insert.sql"), [draw_id()?.to_string()])?;
    Ok(())
}

pub(crate) fn read_id(db: &Connection) -> Result<DeviceId, StoreError> {
    let text: String = db.query_row(include_str!("../sql/device_id.sql"), [], |row| row.get(0))?;
    Id128::parse(&text).map(DeviceId).map_err(|error| StoreError::Damaged(format!("device id: {error}")))
}

/// How many records the device log has, and the hash of the last one.
pub(crate) fn log_head(db: &Connection) -> Result<(u64, Hash256), StoreError> {
    let head = db.prepare_cached(include_str!("../sql/log_head.sql"))?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((head.0, Hash256(head.1)))
}

/// Appends a record to the device log, inside the caller's transaction, and returns its hash.
pub(crate) fn log(db: &Connection, device: DeviceId, utc: &Utc, mark: Mark) -> Result<Hash256, StoreError> {
    let (seq, prev) = log_head(db)?;
    let sealed = LogRecord { device, seq, utc: utc.clone(), prev, mark }.seal();
    db.prepare_cached(include_str!("../sql/log_insert.sql"))?.execute((seq, &sealed.bytes, sealed.hash.0))?;
    db.prepare_cached(include_str!("../sql/log_head_set.sql"))?.execute((seq + 1, sealed.hash.0))?;
    Ok(sealed.hash)
}

/// Draws the id of a new attempt.
pub(crate) fn draw_attempt_id() -> Result<AttemptId, StoreError> {
    draw_id().map(AttemptId)
}
