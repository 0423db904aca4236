DELETE FROM one_time_link WHERE organisation = $1 AND person = $2
