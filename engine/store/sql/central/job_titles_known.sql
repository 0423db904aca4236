SELECT DISTINCT job_title FROM person WHERE organisation = $1 AND job_title <> '' AND is_active = 1 ORDER BY job_title LIMIT 200
