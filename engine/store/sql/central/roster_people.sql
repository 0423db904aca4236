-- Everybody as a list of people can name them; those with a role can be changed by administrators alone.
SELECT p.person, p.name, p.email, p.job_title, p.starts, p.leaves,
       (SELECT COUNT(*) FROM role r WHERE r.organisation = p.organisation AND r.person = p.person)
FROM person p WHERE p.organisation = $1 AND p.email_key IS NOT NULL ORDER BY p.email_key
