INSERT INTO snapshots (attempt, n_entries, trace_bytes, at_ms, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (attempt) DO UPDATE SET
    n_entries = excluded.n_entries, trace_bytes = excluded.trace_bytes, at_ms = excluded.at_ms, bytes = excluded.bytes;
