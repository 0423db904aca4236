SELECT person FROM person WHERE organisation = $1 AND sort_key = $2 AND is_active = 1 LIMIT 2
