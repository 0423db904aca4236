INSERT INTO audit (organisation, sequence, at_ms, actor, deed, subject, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
