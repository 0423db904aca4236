UPDATE device SET n_log = ?1, log_head = ?2;
