SELECT id FROM attempts ORDER BY n;
