SELECT attempt, n_entries, head_hash FROM attempt WHERE organisation = $1 AND device = $2 ORDER BY first_ms, attempt
