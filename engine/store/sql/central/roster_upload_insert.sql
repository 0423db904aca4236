INSERT INTO roster_upload (organisation, roster_upload, sent_by, sent_ms, bytes) VALUES ($1, $2, $3, $4, $5)
