SELECT p.id, p.sealed, k.key FROM people p JOIN person_keys k ON k.person = p.id WHERE p.demonstration = 0 ORDER BY p.n;
