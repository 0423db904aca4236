SELECT name FROM people_group WHERE organisation = $1 AND people_group = $2
