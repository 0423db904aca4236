UPDATE pairing SET n_held = ?1, held_digest = ?2
