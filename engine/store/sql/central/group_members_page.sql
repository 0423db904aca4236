-- Those who are in it today or will be, and those who were, by name.
SELECT p.person, p.name, p.job_title, p.is_active, m.joined, m.left_on
FROM membership m JOIN person p ON p.organisation = m.organisation AND p.person = m.person
WHERE m.organisation = $1 AND m.people_group = $2
  AND (p.sort_key > $3 OR (p.sort_key = $3 AND (p.person > $4 OR (p.person = $4 AND m.joined > $5))))
ORDER BY p.sort_key, p.person, m.joined LIMIT $6
