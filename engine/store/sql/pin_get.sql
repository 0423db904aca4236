SELECT salt, hash, memory_kib, rounds, lanes, n_wrong, last_try_utc FROM pins WHERE person = ?1;
