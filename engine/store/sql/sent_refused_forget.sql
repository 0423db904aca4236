UPDATE sent SET n_entries = 0, again = 0, refused = NULL WHERE refused IS NOT NULL
