-- What PCs send: who may send, what came in, and who the people on them are.

-- A short code with which a PC is paired; only its hash, and for minutes.
CREATE TABLE pairing_code (
    organisation BIGINT NOT NULL,
    code_hash    BYTEA  NOT NULL,
    device_name  TEXT   NOT NULL,
    made_by      TEXT   NOT NULL,
    ends_ms      BIGINT NOT NULL,
    -- The PC that used it, and may repeat the question if the answer was lost.
    used_by      TEXT,
    PRIMARY KEY (organisation, code_hash)
);

CREATE TABLE device (
    organisation BIGINT NOT NULL,
    device       TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    -- The token itself is on the PC alone; here is its SHA-256.
    token_hash   BYTEA  NOT NULL,
    paired_ms    BIGINT NOT NULL,
    paired_by    TEXT   NOT NULL,
    revoked_ms   BIGINT,
    -- When it was last heard by this server's clock, and what its own clock said then.
    heard_ms     BIGINT,
    told_ms      BIGINT,
    n_waiting    BIGINT NOT NULL,
    -- Where its log ends; caches that a check compares with the lines.
    n_log        BIGINT NOT NULL,
    log_head     BYTEA  NOT NULL,
    -- All lines of its chains that count, and their hashes put together.
    n_held       BIGINT NOT NULL,
    held_digest  BYTEA  NOT NULL,
    PRIMARY KEY (organisation, device)
);
CREATE UNIQUE INDEX device_by_token ON device (organisation, token_hash);

-- The exact bytes that were hashed, with the time of this server when they came.
CREATE TABLE entry_of_log (
    organisation BIGINT NOT NULL,
    device       TEXT   NOT NULL,
    seq          BIGINT NOT NULL,
    bytes        BYTEA  NOT NULL,
    hash         BYTEA  NOT NULL,
    received_ms  BIGINT NOT NULL,
    PRIMARY KEY (organisation, device, seq)
);

CREATE TABLE attempt (
    organisation     BIGINT NOT NULL,
    attempt          TEXT   NOT NULL,
    device           TEXT   NOT NULL,
    -- As that device knows them.
    person           TEXT   NOT NULL,
    is_demonstration BIGINT NOT NULL,
    module           TEXT   NOT NULL,
    module_version   TEXT   NOT NULL,
    mode             TEXT   NOT NULL,
    -- By the device's clock.
    opened_ms        BIGINT NOT NULL,
    -- Where the chain ends; caches that a check compares with the entries.
    n_entries        BIGINT NOT NULL,
    head_hash        BYTEA  NOT NULL,
    at_ms            BIGINT NOT NULL,
    is_closed        BIGINT NOT NULL,
    is_passed        BIGINT NOT NULL,
    -- By this server's clock.
    first_ms         BIGINT NOT NULL,
    last_ms          BIGINT NOT NULL,
    PRIMARY KEY (organisation, attempt)
);
CREATE INDEX attempt_by_person ON attempt (organisation, device, person);

CREATE TABLE entry (
    organisation BIGINT NOT NULL,
    attempt      TEXT   NOT NULL,
    seq          BIGINT NOT NULL,
    bytes        BYTEA  NOT NULL,
    hash         BYTEA  NOT NULL,
    received_ms  BIGINT NOT NULL,
    PRIMARY KEY (organisation, attempt, seq)
);

-- Lines that came for a place where another stood already, or that follow such a line: kept, shown, and counted nowhere.
CREATE TABLE entry_beside (
    organisation BIGINT NOT NULL,
    device       TEXT   NOT NULL,
    -- An attempt; empty for the device's log.
    attempt      TEXT   NOT NULL,
    seq          BIGINT NOT NULL,
    hash         BYTEA  NOT NULL,
    bytes        BYTEA  NOT NULL,
    received_ms  BIGINT NOT NULL,
    PRIMARY KEY (organisation, device, attempt, seq, hash)
);

-- Somebody on a PC, with the key that opens what is sealed of them; without it they are erased here too.
CREATE TABLE device_person (
    organisation BIGINT NOT NULL,
    device       TEXT   NOT NULL,
    person       TEXT   NOT NULL,
    key          BYTEA,
    is_erased    BIGINT NOT NULL,
    first_ms     BIGINT NOT NULL,
    -- Whom of this organisation they are, by the newest line of person_match.
    matched      TEXT,
    PRIMARY KEY (organisation, device, person)
);
CREATE INDEX device_person_by_match ON device_person (organisation, matched);

-- Who said, and when, who somebody on a PC is. Only grows: a correction is a new line.
CREATE TABLE person_match (
    organisation BIGINT NOT NULL,
    device       TEXT   NOT NULL,
    person       TEXT   NOT NULL,
    n            BIGINT NOT NULL,
    -- None takes it back.
    matched      TEXT,
    said_by      TEXT   NOT NULL,
    at_ms        BIGINT NOT NULL,
    PRIMARY KEY (organisation, device, person, n)
);

-- Folded from entries; can be thrown away and is made anew.
CREATE TABLE pass_cache (
    organisation  BIGINT NOT NULL,
    attempt       TEXT   NOT NULL,
    device        TEXT   NOT NULL,
    person        TEXT   NOT NULL,
    module        TEXT   NOT NULL,
    module_version TEXT  NOT NULL,
    logic_sha256  TEXT   NOT NULL,
    mode          TEXT   NOT NULL,
    is_test_out   BIGINT NOT NULL,
    assurance     TEXT   NOT NULL,
    -- The end of the attempt by the device's clock, and when it came.
    passed_ms     BIGINT NOT NULL,
    received_ms   BIGINT NOT NULL,
    score_permille BIGINT NOT NULL,
    -- What an assessor said last: confirmed or not-yet.
    sign_off      TEXT,
    PRIMARY KEY (organisation, attempt)
);
CREATE INDEX pass_cache_by_person ON pass_cache (organisation, device, person);
