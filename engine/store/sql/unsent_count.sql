SELECT COALESCE(SUM(MAX(a.n_entries - COALESCE(s.n_entries, 0), 0)), 0) FROM attempts a LEFT JOIN sent s ON s.attempt = a.id
