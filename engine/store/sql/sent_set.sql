INSERT INTO sent (attempt, n_entries, again, refused, n_beside) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (attempt) DO UPDATE SET n_entries = excluded.n_entries, again = excluded.again, refused = excluded.refused,
    n_beside = excluded.n_beside
