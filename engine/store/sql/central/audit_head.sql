SELECT sequence, hash FROM audit WHERE organisation = $1 ORDER BY sequence DESC LIMIT 1
