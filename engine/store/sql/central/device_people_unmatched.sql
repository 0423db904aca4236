SELECT count(*) FROM device_person p WHERE p.organisation = $1 AND p.matched IS NULL AND p.is_erased = 0
    AND EXISTS (SELECT 1 FROM attempt a WHERE a.organisation = p.organisation AND a.device = p.device AND a.person = p.person)
