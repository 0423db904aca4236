INSERT INTO pins (person, salt, hash, memory_kib, rounds, lanes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (person) DO UPDATE SET
    salt = excluded.salt, hash = excluded.hash, memory_kib = excluded.memory_kib, rounds = excluded.rounds,
    lanes = excluded.lanes, n_wrong = 0, last_try_utc = NULL;
