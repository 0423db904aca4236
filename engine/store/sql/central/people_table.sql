SELECT p.person, p.name, p.email, p.job_title, p.starts, p.leaves, p.is_active
FROM person p WHERE p.organisation = $1 ORDER BY p.sort_key, p.person
