SELECT seq, bytes, hash, received_ms FROM entry WHERE organisation = $1 AND attempt = $2 ORDER BY seq
