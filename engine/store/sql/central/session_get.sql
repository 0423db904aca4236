SELECT s.person, s.form_token, s.seen_ms, p.name, p.email, p.job_title, p.language, p.theme, o.name
FROM web_session s
JOIN person p ON p.organisation = s.organisation AND p.person = s.person
JOIN organisation o ON o.organisation = s.organisation
WHERE s.organisation = $1 AND s.token_hash = $2 AND s.ends_ms > $3 AND s.seen_ms > $4 AND p.is_active = 1
  AND (p.ends_ms IS NULL OR p.ends_ms > $3)
