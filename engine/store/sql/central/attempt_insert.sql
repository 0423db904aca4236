INSERT INTO attempt (organisation, attempt, device, person, is_demonstration, module, module_version, mode, opened_ms,
    n_entries, head_hash, at_ms, is_closed, is_passed, first_ms, last_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)
