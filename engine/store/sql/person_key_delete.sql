DELETE FROM person_keys WHERE person = ?1;
