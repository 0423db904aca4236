INSERT INTO device_log (seq, bytes, hash) VALUES (?1, ?2, ?3);
