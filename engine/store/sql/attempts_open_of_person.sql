SELECT id FROM attempts WHERE person = ?1 AND closed = 0 ORDER BY n;
