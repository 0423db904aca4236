INSERT INTO job_title (organisation, person, since, job_title) VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation, person, since) DO UPDATE SET job_title = excluded.job_title
