INSERT INTO layout (version) VALUES ($1)
