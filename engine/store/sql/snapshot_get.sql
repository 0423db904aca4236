SELECT n_entries, trace_bytes, at_ms, bytes FROM snapshots WHERE attempt = ?1;
