SELECT token_hash, device, begun_ms, seen_ms FROM web_session
WHERE organisation = $1 AND person = $2 AND ends_ms > $3 AND seen_ms > $4 ORDER BY seen_ms DESC, token_hash
