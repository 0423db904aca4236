SELECT attempt, refused, n_beside FROM sent WHERE refused IS NOT NULL OR n_beside > 0 ORDER BY attempt
