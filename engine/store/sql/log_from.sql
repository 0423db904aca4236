SELECT bytes FROM device_log WHERE seq >= ?1 ORDER BY seq LIMIT ?2
