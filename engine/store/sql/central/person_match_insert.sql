INSERT INTO person_match (organisation, device, person, n, matched, said_by, at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)
