UPDATE device SET heard_ms = $3, told_ms = $4, n_waiting = $5 WHERE organisation = $1 AND device = $2 AND revoked_ms IS NULL
