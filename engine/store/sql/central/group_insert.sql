INSERT INTO people_group (organisation, people_group, name, name_key, made_ms) VALUES ($1, $2, $3, $4, $5)
