SELECT hash FROM entry_of_log WHERE organisation = $1 AND device = $2 AND seq = $3
