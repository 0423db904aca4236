SELECT n_log, log_head, n_held, held_digest FROM device WHERE organisation = $1 AND device = $2
