SELECT p.person, p.name, p.email, p.job_title, p.is_active, p.language, p.theme, p.sort_key, c.set_ms
FROM person p LEFT JOIN credential c ON c.organisation = p.organisation AND c.person = p.person
WHERE p.organisation = $1 AND p.found_by LIKE $2 ESCAPE '\' AND (p.is_active = 1 OR CAST($3 AS BIGINT) = 1)
  AND (p.sort_key > $4 OR (p.sort_key = $4 AND p.person > $5))
ORDER BY p.sort_key, p.person LIMIT $6
