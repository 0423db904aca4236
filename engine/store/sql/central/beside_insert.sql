INSERT INTO entry_beside (organisation, device, attempt, seq, hash, bytes, received_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (organisation, device, attempt, seq, hash) DO NOTHING
