INSERT INTO assigned_person (organisation, assignment, person) VALUES ($1, $2, $3)
