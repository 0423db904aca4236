SELECT bytes FROM entries WHERE attempt = ?1 AND seq >= ?2 ORDER BY seq LIMIT ?3
