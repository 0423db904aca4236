SELECT a.attempt, a.device, d.name, a.module, a.module_version, a.mode, a.opened_ms, a.first_ms, a.is_closed, a.is_passed
FROM device_person p
JOIN attempt a ON a.organisation = p.organisation AND a.device = p.device AND a.person = p.person
JOIN device d ON d.organisation = a.organisation AND d.device = a.device
WHERE p.organisation = $1 AND p.matched = $2 ORDER BY a.first_ms, a.attempt
