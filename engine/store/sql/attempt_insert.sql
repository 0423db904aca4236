INSERT INTO attempts (id, person, n_entries, head_hash, n_chunks, trace_bytes, last_at_ms, closed)
VALUES (?1, ?2, 1, ?3, 0, 0, 0, 0);
