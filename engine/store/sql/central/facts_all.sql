SELECT person, name, sort_key, email, job_title, is_active, starts, leaves FROM person WHERE organisation = $1 ORDER BY person
