SELECT bytes FROM trace_chunks WHERE attempt = ?1 ORDER BY chunk;
