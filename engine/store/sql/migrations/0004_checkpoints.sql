-- Signed checkpoints of the organisation's server, held here so that it cannot tell another history: the first of each day.

CREATE TABLE held_checkpoint (
    day  TEXT PRIMARY KEY,
    note TEXT NOT NULL
) STRICT;
