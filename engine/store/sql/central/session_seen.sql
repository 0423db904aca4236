UPDATE web_session SET seen_ms = $3 WHERE organisation = $1 AND token_hash = $2 AND seen_ms < $3
