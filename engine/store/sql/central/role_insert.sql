INSERT INTO role (organisation, person, role) VALUES ($1, $2, $3)
