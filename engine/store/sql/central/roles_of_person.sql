SELECT role FROM role WHERE organisation = $1 AND person = $2 ORDER BY role
