INSERT INTO assignment (organisation, assignment, revision, written_ms, written_by, since, subject, modules, reach, reached,
                        due_on, due_within, grace_days, again, may_test_out, made, ended)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
