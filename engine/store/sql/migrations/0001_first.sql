-- People, attempts and the device log. Migrations only go forward: never edit one that was released.

CREATE TABLE device (
    only_one    INTEGER PRIMARY KEY CHECK (only_one = 1),
    id          TEXT    NOT NULL,
    -- Where the device log ends; a cache that `verify` compares with the log.
    n_log       INTEGER NOT NULL DEFAULT 0,
    log_head    BLOB    NOT NULL DEFAULT (zeroblob(32)) CHECK (length(log_head) = 32)
) STRICT;

CREATE TABLE settings (
    key         TEXT    PRIMARY KEY,
    value_json  TEXT    NOT NULL CHECK (json_valid(value_json))
) STRICT;

CREATE TABLE people (
    n             INTEGER PRIMARY KEY,
    id            TEXT    NOT NULL UNIQUE,
    demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1)),
    -- Name and job title, sealed under the person's key; empty once erased.
    sealed        BLOB    NOT NULL
) STRICT;

-- Destroying a row here erases the person.
CREATE TABLE person_keys (
    person      TEXT    PRIMARY KEY REFERENCES people (id),
    key         BLOB    NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE attempts (
    -- Counts up, so that attempts stand in the order in which they were opened.
    n           INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    person      TEXT    NOT NULL REFERENCES people (id),
    -- Where the chain and the trace end; caches that `verify` compares with the entries.
    n_entries   INTEGER NOT NULL,
    head_hash   BLOB    NOT NULL CHECK (length(head_hash) = 32),
    n_chunks    INTEGER NOT NULL,
    trace_bytes INTEGER NOT NULL,
    last_at_ms  INTEGER NOT NULL,
    closed      INTEGER NOT NULL CHECK (closed IN (0, 1))
) STRICT;

CREATE INDEX attempts_by_person ON attempts (person, n);

-- The evidence: the exact bytes that were hashed.
CREATE TABLE entries (
    attempt     TEXT    NOT NULL REFERENCES attempts (id),
    seq         INTEGER NOT NULL CHECK (seq >= 0),
    bytes       BLOB    NOT NULL,
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (attempt, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE device_log (
    seq         INTEGER PRIMARY KEY CHECK (seq >= 0),
    bytes       BLOB    NOT NULL,
    hash        BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- The input trace, in the chunks in which it came.
CREATE TABLE trace_chunks (
    attempt     TEXT    NOT NULL REFERENCES attempts (id),
    chunk       INTEGER NOT NULL CHECK (chunk >= 0),
    bytes       BLOB    NOT NULL,
    PRIMARY KEY (attempt, chunk)
) STRICT, WITHOUT ROWID;

-- What an open attempt goes on from; replaced with each append, gone once it is closed.
CREATE TABLE snapshots (
    attempt     TEXT    PRIMARY KEY REFERENCES attempts (id),
    n_entries   INTEGER NOT NULL,
    trace_bytes INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL,
    bytes       BLOB    NOT NULL
) STRICT;

-- Entries are never edited: a correction is a new entry. (Against our own mistakes; whoever can write the file can drop these.)
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never edited'); END;
CREATE TRIGGER entries_last BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
CREATE TRIGGER log_stays BEFORE UPDATE ON device_log BEGIN SELECT RAISE(ABORT, 'the device log is never edited'); END;
CREATE TRIGGER log_lasts BEFORE DELETE ON device_log BEGIN SELECT RAISE(ABORT, 'the device log is never cut'); END;
CREATE TRIGGER traces_stay BEFORE UPDATE ON trace_chunks BEGIN SELECT RAISE(ABORT, 'traces are never edited'); END;
CREATE TRIGGER traces_last BEFORE DELETE ON trace_chunks BEGIN SELECT RAISE(ABORT, 'traces are never removed'); END;
