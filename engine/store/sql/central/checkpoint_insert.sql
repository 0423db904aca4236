INSERT INTO checkpoint (organisation, n_lines, at_ms, note, peaks) VALUES ($1, $2, $3, $4, $5)
