-- PINs for exams: slow, salted hashes, and how often a wrong one was tried. Gone with the person's key when they are erased.

CREATE TABLE pins (
    person       TEXT    PRIMARY KEY REFERENCES people (id),
    salt         BLOB    NOT NULL CHECK (length(salt) = 16),
    hash         BLOB    NOT NULL CHECK (length(hash) = 32),
    -- Of Argon2id: kibibytes, rounds, lanes.
    memory_kib   INTEGER NOT NULL,
    rounds       INTEGER NOT NULL,
    lanes        INTEGER NOT NULL,
    -- Since the last right one; the next try waits longer the more there were.
    n_wrong      INTEGER NOT NULL DEFAULT 0 CHECK (n_wrong >= 0),
    last_try_utc TEXT
) STRICT;
