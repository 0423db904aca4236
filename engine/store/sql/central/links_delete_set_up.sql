DELETE FROM one_time_link WHERE organisation = $1 AND purpose = 'set-up'
