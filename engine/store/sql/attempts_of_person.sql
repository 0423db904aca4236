SELECT id FROM attempts WHERE person = ?1 ORDER BY n;
