SELECT seq FROM entry_beside WHERE organisation = $1 AND device = $2 AND attempt = $3 AND seq = $4 AND hash = $5
