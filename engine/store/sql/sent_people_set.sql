INSERT INTO sent_people (person, erased) VALUES (?1, ?2) ON CONFLICT (person) DO UPDATE SET erased = excluded.erased
