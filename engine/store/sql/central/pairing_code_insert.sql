INSERT INTO pairing_code (organisation, code_hash, device_name, made_by, ends_ms) VALUES ($1, $2, $3, $4, $5)
