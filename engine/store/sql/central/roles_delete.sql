DELETE FROM role WHERE organisation = $1 AND person = $2
