INSERT INTO exemption (organisation, exemption, person, assignment, from_day, until_day, reason, written_ms, written_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
