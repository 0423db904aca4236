SELECT matched FROM device_person WHERE organisation = $1 AND device = $2 AND person = $3
