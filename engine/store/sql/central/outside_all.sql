SELECT person, module, on_day, holds_until FROM outside_training
WHERE organisation = $1 AND withdrawn_ms IS NULL ORDER BY person
