-- What another transaction is about to replace is left to the next time: waiting for it could end in a deadlock.
DELETE FROM register_waiting WHERE organisation = $1 AND chain IN
    (SELECT chain FROM register_waiting WHERE organisation = $1 ORDER BY at_ms, chain LIMIT $2 FOR UPDATE SKIP LOCKED)
RETURNING at_ms, chain, line
