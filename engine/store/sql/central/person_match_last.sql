SELECT max(n) FROM person_match WHERE organisation = $1 AND device = $2 AND person = $3
