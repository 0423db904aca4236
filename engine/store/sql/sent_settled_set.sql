UPDATE pairing SET settled = ?1
