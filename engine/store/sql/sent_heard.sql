UPDATE pairing SET heard_utc = ?1
