SELECT seq, bytes, hash FROM entries WHERE attempt = ?1 ORDER BY seq;
