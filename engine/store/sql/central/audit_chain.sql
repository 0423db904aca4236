SELECT sequence, at_ms, actor, deed, subject, detail, hash FROM audit
WHERE organisation = $1 AND sequence > $2 ORDER BY sequence LIMIT $3
