SELECT token_hash FROM device WHERE organisation = $1 AND device = $2 AND revoked_ms IS NULL
