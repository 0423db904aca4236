INSERT INTO register_waiting (organisation, chain, at_ms, line) VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation, chain) DO UPDATE SET at_ms = excluded.at_ms, line = excluded.line
