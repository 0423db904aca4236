-- The organisation's server, and how far it has what is on this PC.

CREATE TABLE pairing (
    only_one     INTEGER PRIMARY KEY CHECK (only_one = 1),
    address      TEXT    NOT NULL,
    -- SHA-256 of the server's public key; empty on this machine, where nothing is encrypted.
    pin          BLOB    NOT NULL CHECK (length(pin) IN (0, 32)),
    -- Opens the server to this PC. Drawn before the server is asked, so that a lost answer can be asked for again.
    token        TEXT    NOT NULL,
    organisation TEXT    NOT NULL,
    device_name  TEXT    NOT NULL,
    done         INTEGER NOT NULL CHECK (done IN (0, 1)),
    -- How many records of the device log are there.
    n_log        INTEGER NOT NULL DEFAULT 0,
    -- Why the log is not taken, after it was sent from its beginning.
    log_again    INTEGER NOT NULL DEFAULT 0,
    log_refused  TEXT,
    n_log_beside INTEGER NOT NULL DEFAULT 0,
    -- All that the server has, as far as it said: the hashes of those lines put together.
    n_held       INTEGER NOT NULL DEFAULT 0,
    held_digest  BLOB    NOT NULL DEFAULT (zeroblob(32)) CHECK (length(held_digest) = 32),
    -- What the server said it has, when everything was sent again because of it: once is enough.
    settled      BLOB,
    heard_utc    TEXT
) STRICT;

-- How many entries of an attempt are there: what the server said, and no more. It can be thrown away; then all is sent again.
CREATE TABLE sent (
    attempt      TEXT    PRIMARY KEY REFERENCES attempts (id),
    n_entries    INTEGER NOT NULL,
    -- Sent once more from its header, because the server did not take an entry.
    again        INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1)),
    -- Why it still does not.
    refused      TEXT,
    -- Entries that the server keeps beside others of the same number.
    n_beside     INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Whose key the server has, or whose erasing it was told.
CREATE TABLE sent_people (
    person       TEXT    PRIMARY KEY REFERENCES people (id),
    erased       INTEGER NOT NULL CHECK (erased IN (0, 1))
) STRICT;
