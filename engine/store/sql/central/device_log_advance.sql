UPDATE device SET n_log = $3, log_head = $4 WHERE organisation = $1 AND device = $2
