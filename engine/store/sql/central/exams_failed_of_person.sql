SELECT p.matched, c.module, c.last_ms
FROM device_person p
JOIN attempt c ON c.organisation = p.organisation AND c.device = p.device AND c.person = p.person
WHERE p.organisation = $1 AND p.matched = $2
    AND c.mode = 'exam' AND c.is_closed = 1 AND c.is_passed = 0 AND c.is_demonstration = 0
