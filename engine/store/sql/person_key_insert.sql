INSERT INTO person_keys (person, key) VALUES (?1, ?2);
