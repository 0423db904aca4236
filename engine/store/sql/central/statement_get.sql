SELECT bytes FROM statement WHERE organisation = $1 AND statement = $2
