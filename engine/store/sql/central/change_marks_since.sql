SELECT person FROM change_mark WHERE organisation = $1 AND version > $2 ORDER BY version LIMIT $3
