SELECT person FROM person WHERE organisation = $1 AND email_key = $2
