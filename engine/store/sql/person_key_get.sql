SELECT p.demonstration, k.key FROM people p LEFT JOIN person_keys k ON k.person = p.id WHERE p.id = ?1;
