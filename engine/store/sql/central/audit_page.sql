SELECT a.sequence, a.at_ms, a.actor, actor.name, a.deed, a.subject, subject.name, a.detail
FROM audit a
LEFT JOIN person actor ON actor.organisation = a.organisation AND actor.person = a.actor
LEFT JOIN person subject ON subject.organisation = a.organisation AND subject.person = a.subject
WHERE a.organisation = $1 AND a.sequence < $2 AND a.at_ms >= $3 AND a.at_ms < $4
  AND ($5 = '' OR a.actor = $5 OR a.subject = $5)
ORDER BY a.sequence DESC LIMIT $6
