INSERT INTO entries (attempt, seq, bytes, hash) VALUES (?1, ?2, ?3, ?4);
