UPDATE device SET revoked_ms = $3 WHERE organisation = $1 AND device = $2 AND revoked_ms IS NULL
