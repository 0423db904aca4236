DELETE FROM web_session WHERE organisation = $1 AND (ends_ms <= $2 OR seen_ms <= $3)
