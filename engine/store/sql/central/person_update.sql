UPDATE person SET name = $3, sort_key = $4, email = $5, email_key = $6, job_title = $7, found_by = $8
WHERE organisation = $1 AND person = $2
