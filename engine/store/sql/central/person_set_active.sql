UPDATE person SET is_active = $3 WHERE organisation = $1 AND person = $2
