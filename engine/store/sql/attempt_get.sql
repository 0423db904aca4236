SELECT n_entries, head_hash, n_chunks, trace_bytes, last_at_ms, closed, person FROM attempts WHERE id = ?1;
