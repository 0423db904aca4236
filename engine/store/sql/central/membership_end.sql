UPDATE membership SET left_on = $4 WHERE organisation = $1 AND person = $2 AND people_group = $3 AND left_on IS NULL AND joined < $4
