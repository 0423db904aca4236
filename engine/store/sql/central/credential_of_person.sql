SELECT phc FROM credential WHERE organisation = $1 AND person = $2
