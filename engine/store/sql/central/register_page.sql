SELECT position, line FROM register_line WHERE organisation = $1 AND position >= $2 AND position < $3 ORDER BY position LIMIT $4
