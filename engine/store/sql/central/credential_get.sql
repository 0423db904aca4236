SELECT p.person, c.phc FROM person p JOIN credential c ON c.organisation = p.organisation AND c.person = p.person
WHERE p.organisation = $1 AND p.email_key = $2 AND p.is_active = 1
  AND (p.ends_ms IS NULL OR p.ends_ms > $3)
