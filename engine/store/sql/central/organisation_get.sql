SELECT name FROM organisation WHERE organisation = $1
