SELECT person FROM one_time_link WHERE organisation = $1 AND token_hash = $2 AND purpose = $3 AND ends_ms > $4
