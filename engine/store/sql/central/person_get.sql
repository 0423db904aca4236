SELECT p.person, p.name, p.email, p.job_title, p.is_active, p.language, p.theme, p.sort_key, c.set_ms, p.starts, p.leaves, p.ends_ms
FROM person p LEFT JOIN credential c ON c.organisation = p.organisation AND c.person = p.person
WHERE p.organisation = $1 AND p.person = $2
