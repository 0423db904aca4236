DELETE FROM pass_cache WHERE organisation = $1
