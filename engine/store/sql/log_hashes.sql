SELECT hash FROM device_log WHERE seq >= ?1 AND seq < ?2
