SELECT COUNT(*) FROM person p
WHERE p.organisation = $1 AND p.found_by LIKE $2 ESCAPE '\' AND (p.is_active = 1 OR CAST($3 AS BIGINT) = 1)
