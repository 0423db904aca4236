INSERT INTO device_person (organisation, device, person, key, is_erased, first_ms) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (organisation, device, person) DO UPDATE SET
    key = CASE WHEN excluded.is_erased = 1 OR device_person.is_erased = 1 THEN NULL ELSE COALESCE(excluded.key, device_person.key) END,
    is_erased = CASE WHEN excluded.is_erased = 1 THEN 1 ELSE device_person.is_erased END
