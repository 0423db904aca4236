UPDATE pairing SET n_log = ?1, log_again = ?2, log_refused = ?3, n_log_beside = ?4
