UPDATE attempt SET n_entries = $3, head_hash = $4, at_ms = $5, is_closed = $6, is_passed = $7, last_ms = $8
WHERE organisation = $1 AND attempt = $2
