SELECT p.id, k.key FROM people p LEFT JOIN person_keys k ON k.person = p.id LEFT JOIN sent_people s ON s.person = p.id
WHERE p.demonstration = 0 AND (s.person IS NULL OR s.erased <> (k.key IS NULL)) ORDER BY p.n LIMIT ?1
