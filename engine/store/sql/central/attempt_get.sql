SELECT device, person, n_entries, head_hash, at_ms, is_closed, is_passed FROM attempt WHERE organisation = $1 AND attempt = $2
