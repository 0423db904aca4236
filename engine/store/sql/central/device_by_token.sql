SELECT device, revoked_ms FROM device WHERE organisation = $1 AND token_hash = $2
