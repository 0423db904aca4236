SELECT person, since, job_title FROM job_title WHERE organisation = $1 ORDER BY person, since
