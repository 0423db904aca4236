-- Every key begins with the organisation: the column by which a large database is spread over machines.
CREATE TABLE organisation (
    organisation BIGINT NOT NULL PRIMARY KEY,
    name         TEXT   NOT NULL,
    made_ms      BIGINT NOT NULL
);

CREATE TABLE person (
    organisation BIGINT NOT NULL,
    person       TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    -- UTF-8 of the name in small letters: bytes sort alike in every database.
    sort_key     BYTEA  NOT NULL,
    email        TEXT,
    -- The address in small letters: there is one person to each.
    email_key    TEXT,
    job_title    TEXT   NOT NULL,
    -- What the search looks in: name, address and job title in small letters.
    found_by     TEXT   NOT NULL,
    is_active    BIGINT NOT NULL,
    -- None means: as the browser asks.
    language     TEXT,
    theme        TEXT,
    added_ms     BIGINT NOT NULL,
    PRIMARY KEY (organisation, person)
);
CREATE UNIQUE INDEX person_by_email ON person (organisation, email_key);
CREATE UNIQUE INDEX person_by_name ON person (organisation, sort_key, person);

-- A trainee is whoever is active: only the other roles are written down.
CREATE TABLE role (
    organisation BIGINT NOT NULL,
    person       TEXT   NOT NULL,
    role         TEXT   NOT NULL,
    PRIMARY KEY (organisation, person, role)
);

-- A slow hash in PHC form, which names its own cost.
CREATE TABLE credential (
    organisation BIGINT NOT NULL,
    person       TEXT   NOT NULL,
    phc          TEXT   NOT NULL,
    set_ms       BIGINT NOT NULL,
    PRIMARY KEY (organisation, person)
);

-- The token itself is in the browser alone; here is its SHA-256.
CREATE TABLE web_session (
    organisation BIGINT NOT NULL,
    token_hash   BYTEA  NOT NULL,
    person       TEXT   NOT NULL,
    form_token   TEXT   NOT NULL,
    device       TEXT   NOT NULL,
    begun_ms     BIGINT NOT NULL,
    seen_ms      BIGINT NOT NULL,
    ends_ms      BIGINT NOT NULL,
    PRIMARY KEY (organisation, token_hash)
);
CREATE INDEX web_session_by_person ON web_session (organisation, person);
CREATE INDEX web_session_by_end ON web_session (organisation, ends_ms);

CREATE TABLE one_time_link (
    organisation BIGINT NOT NULL,
    token_hash   BYTEA  NOT NULL,
    purpose      TEXT   NOT NULL,
    person       TEXT,
    ends_ms      BIGINT NOT NULL,
    PRIMARY KEY (organisation, token_hash)
);

-- Whose tries are counted is a hash: neither an account nor an address can be read here.
CREATE TABLE sign_in_try (
    organisation BIGINT NOT NULL,
    counted_by   BYTEA  NOT NULL,
    n_tries      BIGINT NOT NULL,
    last_ms      BIGINT NOT NULL,
    PRIMARY KEY (organisation, counted_by)
);
CREATE INDEX sign_in_try_by_time ON sign_in_try (organisation, last_ms);

CREATE TABLE audit (
    organisation BIGINT NOT NULL,
    sequence     BIGINT NOT NULL,
    at_ms        BIGINT NOT NULL,
    actor        TEXT,
    deed         TEXT   NOT NULL,
    subject      TEXT,
    detail       TEXT   NOT NULL,
    hash         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, sequence)
);
CREATE INDEX audit_by_time ON audit (organisation, at_ms, sequence);
CREATE INDEX audit_by_actor ON audit (organisation, actor, sequence);
CREATE INDEX audit_by_subject ON audit (organisation, subject, sequence);
