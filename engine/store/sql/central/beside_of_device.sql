SELECT b.attempt, b.seq, b.bytes, b.received_ms, e.bytes, e.received_ms
FROM entry_beside b
LEFT JOIN entry e ON e.organisation = b.organisation AND e.attempt = b.attempt AND e.seq = b.seq
WHERE b.organisation = $1 AND b.device = $2 ORDER BY b.attempt, b.seq, b.received_ms LIMIT $3
