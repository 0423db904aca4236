INSERT INTO credential (organisation, person, phc, set_ms) VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation, person) DO UPDATE SET phc = excluded.phc, set_ms = excluded.set_ms
