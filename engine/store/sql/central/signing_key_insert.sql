INSERT INTO signing_key (organisation, public_key, since_ms) VALUES ($1, $2, $3)
