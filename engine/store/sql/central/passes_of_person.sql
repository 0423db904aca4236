SELECT c.attempt, c.device, c.module, c.module_version, c.logic_sha256, c.mode, c.is_test_out, c.assurance, c.passed_ms, c.received_ms,
    c.score_permille, c.sign_off
FROM device_person p
JOIN pass_cache c ON c.organisation = p.organisation AND c.device = p.device AND c.person = p.person
WHERE p.organisation = $1 AND p.matched = $2 ORDER BY c.passed_ms, c.attempt
