UPDATE person SET starts = $3, leaves = $4, ends_ms = $5 WHERE organisation = $1 AND person = $2
