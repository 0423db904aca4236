SELECT COUNT(*) FROM person p
WHERE p.organisation = $1 AND p.found_by LIKE $2 ESCAPE '\' AND (p.is_active = 1 OR CAST($3 AS BIGINT) = 1)
  AND ($4 = '' OR EXISTS (SELECT 1 FROM membership m WHERE m.organisation = p.organisation AND m.person = p.person
                          AND m.people_group = $4 AND m.left_on IS NULL))
