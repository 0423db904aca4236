SELECT person, people_group, joined, left_on FROM membership WHERE organisation = $1 AND person = $2 ORDER BY person, joined
