UPDATE device SET n_log = $3, log_head = $4, n_held = $5, held_digest = $6 WHERE organisation = $1 AND device = $2
