SELECT a.device, d.name, who.person, who.name, a.module, a.module_version, a.mode, a.opened_ms, a.first_ms, a.is_closed, a.is_passed, a.is_demonstration
FROM attempt a
JOIN device d ON d.organisation = a.organisation AND d.device = a.device
LEFT JOIN device_person p ON p.organisation = a.organisation AND p.device = a.device AND p.person = a.person
LEFT JOIN person who ON who.organisation = p.organisation AND who.person = p.matched
WHERE a.organisation = $1 AND a.attempt = $2
