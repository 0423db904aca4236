INSERT INTO person (organisation, person, name, sort_key, email, email_key, job_title, found_by, is_active, added_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)
