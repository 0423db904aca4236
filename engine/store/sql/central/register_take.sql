DELETE FROM register_waiting WHERE organisation = $1 AND chain IN
    (SELECT chain FROM register_waiting WHERE organisation = $1 ORDER BY at_ms, chain LIMIT $2)
RETURNING at_ms, chain, line
