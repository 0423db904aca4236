INSERT INTO one_time_link (organisation, token_hash, purpose, person, ends_ms) VALUES ($1, $2, $3, $4, $5)
