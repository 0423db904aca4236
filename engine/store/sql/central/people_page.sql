SELECT p.person, p.name, p.email, p.job_title, p.is_active, p.language, p.theme, p.sort_key, c.set_ms, p.starts, p.leaves, p.ends_ms
FROM person p LEFT JOIN credential c ON c.organisation = p.organisation AND c.person = p.person
WHERE p.organisation = $1 AND p.found_by LIKE $2 ESCAPE '\' AND (p.is_active = 1 OR CAST($3 AS BIGINT) = 1)
  AND ($4 = '' OR EXISTS (SELECT 1 FROM membership m WHERE m.organisation = p.organisation AND m.person = p.person
                          AND m.people_group = $4 AND m.left_on IS NULL))
  AND (p.sort_key > $5 OR (p.sort_key = $5 AND p.person > $6))
ORDER BY p.sort_key, p.person LIMIT $7
