SELECT n_entries, again, n_beside FROM sent WHERE attempt = ?1
