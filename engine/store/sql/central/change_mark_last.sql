SELECT MAX(version) FROM change_mark WHERE organisation = $1
