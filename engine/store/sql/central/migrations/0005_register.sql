-- The register of all that was taken in, its signed checkpoints, and what people of the organisation said about records.

-- Where each chain stands that the register has not said yet; becomes lines of it, and goes.
CREATE TABLE register_waiting (
    organisation BIGINT NOT NULL,
    chain        TEXT   NOT NULL,
    at_ms        BIGINT NOT NULL,
    line         TEXT   NOT NULL,
    PRIMARY KEY (organisation, chain)
);
CREATE INDEX register_waiting_by_time ON register_waiting (organisation, at_ms, chain);

CREATE TABLE register_line (
    organisation BIGINT NOT NULL,
    -- From 0, without gaps.
    position     BIGINT NOT NULL,
    line         TEXT   NOT NULL,
    PRIMARY KEY (organisation, position)
);

CREATE TABLE checkpoint (
    organisation BIGINT NOT NULL,
    n_lines      BIGINT NOT NULL,
    at_ms        BIGINT NOT NULL,
    -- The signed text, and the hashes from which the next one is computed.
    note         TEXT   NOT NULL,
    peaks        BYTEA  NOT NULL,
    PRIMARY KEY (organisation, n_lines)
);
CREATE INDEX checkpoint_by_time ON checkpoint (organisation, at_ms, n_lines);

-- The key whose checkpoints these are; its secret half lies outside the database.
CREATE TABLE signing_key (
    organisation BIGINT NOT NULL PRIMARY KEY,
    public_key   TEXT   NOT NULL,
    since_ms     BIGINT NOT NULL
);

-- The exact bytes that were hashed, salted; none once the person was erased whom it is about.
CREATE TABLE statement (
    organisation BIGINT NOT NULL,
    statement    TEXT   NOT NULL,
    about        TEXT   NOT NULL,
    bytes        BYTEA,
    hash         BYTEA  NOT NULL,
    at_ms        BIGINT NOT NULL,
    PRIMARY KEY (organisation, statement)
);
CREATE INDEX statement_by_person ON statement (organisation, about);
