SELECT e.exemption, e.assignment, e.from_day, e.until_day, e.reason, e.written_ms, p.name
FROM exemption e LEFT JOIN person p ON p.organisation = e.organisation AND p.person = e.written_by
WHERE e.organisation = $1 AND e.person = $2 ORDER BY e.from_day DESC, e.exemption
