INSERT INTO change_mark (organisation, person, version)
VALUES ($1, $2, (SELECT COALESCE(MAX(version), 0) + 1 FROM change_mark WHERE organisation = $1))
ON CONFLICT (organisation, person) DO UPDATE SET version = excluded.version
