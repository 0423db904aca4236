-- Whoever leaves on the day on which they joined was never in it.
DELETE FROM membership WHERE organisation = $1 AND person = $2 AND people_group = $3 AND left_on IS NULL AND joined >= $4
