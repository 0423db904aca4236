SELECT person, since, job_title FROM job_title WHERE organisation = $1 AND person = $2 ORDER BY person, since
