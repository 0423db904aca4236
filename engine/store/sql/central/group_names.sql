SELECT people_group, name FROM people_group WHERE organisation = $1 ORDER BY name_key
