INSERT INTO trace_chunks (attempt, chunk, bytes) VALUES (?1, ?2, ?3);
