INSERT INTO held_checkpoint (day, note) VALUES (?1, ?2) ON CONFLICT (day) DO NOTHING;
