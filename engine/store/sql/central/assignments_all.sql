SELECT assignment, revision, written_ms, written_by, since, subject, modules, reach, reached,
       due_on, due_within, grace_days, again, may_test_out, made, ended
FROM assignment WHERE organisation = $1 ORDER BY assignment, revision
