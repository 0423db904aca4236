UPDATE pairing SET pin = ?1, organisation = ?2, device_name = ?3, done = 1
