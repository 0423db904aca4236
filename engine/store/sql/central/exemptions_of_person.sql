SELECT person, assignment, from_day, until_day FROM exemption WHERE organisation = $1 AND person = $2 ORDER BY person
