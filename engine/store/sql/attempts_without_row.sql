SELECT DISTINCT attempt FROM entries WHERE attempt NOT IN (SELECT id FROM attempts) ORDER BY attempt;
