INSERT INTO device (organisation, device, name, token_hash, paired_ms, paired_by, n_waiting, n_log, log_head, n_held, held_digest)
VALUES ($1, $2, $3, $4, $5, $6, 0, 0, $7, 0, $7)
ON CONFLICT (organisation, device) DO UPDATE SET
    name = excluded.name, token_hash = excluded.token_hash, paired_ms = excluded.paired_ms, paired_by = excluded.paired_by,
    revoked_ms = NULL
