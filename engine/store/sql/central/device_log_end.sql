SELECT n_log, log_head FROM device WHERE organisation = $1 AND device = $2
