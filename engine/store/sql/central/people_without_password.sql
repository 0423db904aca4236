SELECT COUNT(*) FROM person p
WHERE p.organisation = $1 AND p.is_active = 1
  AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.organisation = p.organisation AND c.person = p.person)
