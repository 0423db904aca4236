INSERT INTO people (id, demonstration, sealed) VALUES (?1, ?2, ?3);
