UPDATE pairing SET n_log = 0, log_again = 0, log_refused = NULL WHERE log_refused IS NOT NULL
