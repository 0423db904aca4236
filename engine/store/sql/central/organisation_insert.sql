INSERT INTO organisation (organisation, name, made_ms) VALUES ($1, $2, $3)
