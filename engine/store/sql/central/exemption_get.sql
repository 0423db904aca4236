SELECT person, from_day FROM exemption WHERE organisation = $1 AND exemption = $2
