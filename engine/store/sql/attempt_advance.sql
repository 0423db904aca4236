UPDATE attempts SET n_entries = ?2, head_hash = ?3, n_chunks = ?4, trace_bytes = ?5, last_at_ms = ?6, closed = ?7 WHERE id = ?1;
