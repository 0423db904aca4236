DELETE FROM one_time_link WHERE organisation = $1 AND ends_ms <= $2
