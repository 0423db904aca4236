INSERT INTO outside_training (organisation, outside_training, person, module, kind, on_day, holds_until, note, written_ms, written_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
