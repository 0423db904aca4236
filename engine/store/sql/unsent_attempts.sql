SELECT a.id, COALESCE(s.n_entries, 0) FROM attempts a LEFT JOIN sent s ON s.attempt = a.id
WHERE a.n_entries > COALESCE(s.n_entries, 0) AND s.refused IS NULL ORDER BY a.n LIMIT ?1
