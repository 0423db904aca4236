SELECT p.device, d.name, p.person, p.key, p.is_erased, p.matched, who.name, said.said_by, sayer.name, said.at_ms,
    (SELECT count(*) FROM attempt a WHERE a.organisation = p.organisation AND a.device = p.device AND a.person = p.person),
    (SELECT max(a.last_ms) FROM attempt a WHERE a.organisation = p.organisation AND a.device = p.device AND a.person = p.person),
    (SELECT e.bytes FROM entry e WHERE e.organisation = p.organisation AND e.seq = 0 AND e.attempt =
        (SELECT max(a.attempt) FROM attempt a WHERE a.organisation = p.organisation AND a.device = p.device AND a.person = p.person
            AND a.first_ms = (SELECT max(b.first_ms) FROM attempt b WHERE b.organisation = p.organisation AND b.device = p.device
                AND b.person = p.person)))
FROM device_person p
JOIN device d ON d.organisation = p.organisation AND d.device = p.device
LEFT JOIN person who ON who.organisation = p.organisation AND who.person = p.matched
LEFT JOIN person_match said ON said.organisation = p.organisation AND said.device = p.device AND said.person = p.person
    AND said.n = (SELECT max(m.n) FROM person_match m
        WHERE m.organisation = p.organisation AND m.device = p.device AND m.person = p.person)
LEFT JOIN person sayer ON sayer.organisation = p.organisation AND sayer.person = said.said_by
WHERE p.organisation = $1 AND (CAST($2 AS BIGINT) = 1 OR p.matched IS NULL)
ORDER BY d.name, p.first_ms, p.person LIMIT $3
