INSERT INTO settings (key, value_json) VALUES (?1, ?2)
ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json;
