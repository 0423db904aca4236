-- What came in only grows, whoever writes.
CREATE FUNCTION entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'entries are never edited or removed'; END $$;
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION entry_stays();
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON entry_beside FOR EACH ROW EXECUTE FUNCTION entry_stays();
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON entry_of_log FOR EACH ROW EXECUTE FUNCTION entry_stays();
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON person_match FOR EACH ROW EXECUTE FUNCTION entry_stays();
