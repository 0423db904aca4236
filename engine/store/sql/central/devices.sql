SELECT d.device, d.name, d.paired_ms, d.revoked_ms, d.heard_ms, d.told_ms, d.n_waiting,
    (SELECT count(*) FROM attempt a WHERE a.organisation = d.organisation AND a.device = d.device),
    (SELECT count(*) FROM entry_beside b WHERE b.organisation = d.organisation AND b.device = d.device)
FROM device d WHERE d.organisation = $1 AND ($2 = '' OR d.device = $2) ORDER BY d.name, d.device
