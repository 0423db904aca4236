SELECT hash, bytes FROM entry_beside WHERE organisation = $1 AND device = $2 ORDER BY attempt, seq, received_ms, hash
