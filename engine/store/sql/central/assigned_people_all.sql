SELECT assignment, person FROM assigned_person WHERE organisation = $1 ORDER BY assignment, person
