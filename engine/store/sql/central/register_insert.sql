INSERT INTO register_line (organisation, position, line) VALUES ($1, $2, $3)
