SELECT n_lines, at_ms, note, peaks FROM checkpoint WHERE organisation = $1 AND n_lines > $2 ORDER BY n_lines LIMIT 1
