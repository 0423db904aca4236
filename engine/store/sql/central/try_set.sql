INSERT INTO sign_in_try (organisation, counted_by, n_tries, last_ms) VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation, counted_by) DO UPDATE SET n_tries = excluded.n_tries, last_ms = excluded.last_ms
