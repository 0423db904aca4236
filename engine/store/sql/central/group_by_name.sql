SELECT people_group FROM people_group WHERE organisation = $1 AND name_key = $2
