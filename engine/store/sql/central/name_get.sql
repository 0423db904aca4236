SELECT name FROM person WHERE organisation = $1 AND person = $2
