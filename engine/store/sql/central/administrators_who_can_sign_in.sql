-- Who could still administer: active, with the role, with an address and a password.
SELECT r.person FROM role r
JOIN person p ON p.organisation = r.organisation AND p.person = r.person
JOIN credential c ON c.organisation = r.organisation AND c.person = r.person
WHERE r.organisation = $1 AND r.role = 'administrator' AND p.is_active = 1 AND p.email_key IS NOT NULL
  AND p.ends_ms IS NULL
