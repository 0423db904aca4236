INSERT INTO entry (organisation, attempt, seq, bytes, hash, received_ms) VALUES ($1, $2, $3, $4, $5, $6)
