DELETE FROM sent_people
