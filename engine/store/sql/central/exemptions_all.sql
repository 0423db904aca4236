SELECT person, assignment, from_day, until_day FROM exemption WHERE organisation = $1 ORDER BY person
