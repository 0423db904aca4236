DELETE FROM sign_in_try WHERE organisation = $1 AND last_ms <= $2
