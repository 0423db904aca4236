SELECT o.outside_training, o.module, o.kind, o.on_day, o.holds_until, o.note, o.written_ms, p.name, o.withdrawn_ms, w.name, o.withdrawn_why
FROM outside_training o
LEFT JOIN person p ON p.organisation = o.organisation AND p.person = o.written_by
LEFT JOIN person w ON w.organisation = o.organisation AND w.person = o.withdrawn_by
WHERE o.organisation = $1 AND o.person = $2 ORDER BY o.on_day DESC, o.written_ms DESC, o.outside_training
