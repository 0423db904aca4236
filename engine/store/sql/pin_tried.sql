UPDATE pins SET n_wrong = ?2, last_try_utc = ?3 WHERE person = ?1;
