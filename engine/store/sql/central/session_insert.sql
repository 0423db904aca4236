INSERT INTO web_session (organisation, token_hash, person, form_token, device, begun_ms, seen_ms, ends_ms)
VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
