SELECT hash FROM entry WHERE organisation = $1 AND attempt = $2 AND seq = $3
