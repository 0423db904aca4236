INSERT INTO statement (organisation, statement, about, bytes, hash, at_ms) VALUES ($1, $2, $3, $4, $5, $6)
