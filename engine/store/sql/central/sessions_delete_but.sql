DELETE FROM web_session WHERE organisation = $1 AND person = $2 AND token_hash <> $3
