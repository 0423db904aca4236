UPDATE outside_training SET withdrawn_ms = $3, withdrawn_by = $4, withdrawn_why = $5
WHERE organisation = $1 AND outside_training = $2 AND person = $6 AND withdrawn_ms IS NULL
