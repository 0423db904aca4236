INSERT INTO pairing (only_one, address, pin, token, organisation, device_name, done) VALUES (1, ?1, ?2, ?3, '', '', 0)
