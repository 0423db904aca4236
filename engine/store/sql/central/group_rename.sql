UPDATE people_group SET name = $3, name_key = $4 WHERE organisation = $1 AND people_group = $2
