UPDATE device_person SET matched = $4 WHERE organisation = $1 AND device = $2 AND person = $3
