SELECT n_lines, at_ms, note, peaks FROM checkpoint WHERE organisation = $1 ORDER BY n_lines DESC LIMIT 1
