SELECT hash FROM entries WHERE attempt = ?1 AND seq >= ?2 AND seq < ?3
