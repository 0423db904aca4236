INSERT INTO device (only_one, id) VALUES (1, ?1);
