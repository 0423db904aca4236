SELECT attempt, device, last_ms FROM attempt WHERE organisation = $1 AND is_passed = 1 AND attempt > $2 ORDER BY attempt LIMIT $3
