UPDATE person SET language = $3, theme = $4 WHERE organisation = $1 AND person = $2
