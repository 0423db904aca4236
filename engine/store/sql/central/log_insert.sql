INSERT INTO entry_of_log (organisation, device, seq, bytes, hash, received_ms) VALUES ($1, $2, $3, $4, $5, $6)
