SELECT person FROM pins ORDER BY person;
