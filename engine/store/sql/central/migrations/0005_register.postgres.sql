-- The register only grows, whoever writes; of a statement only the text can go.
CREATE FUNCTION register_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the register is never edited or cut'; END $$;
CREATE TRIGGER register_stays BEFORE UPDATE OR DELETE ON register_line FOR EACH ROW EXECUTE FUNCTION register_stays();
CREATE TRIGGER register_stays BEFORE UPDATE OR DELETE ON checkpoint FOR EACH ROW EXECUTE FUNCTION register_stays();
CREATE FUNCTION statement_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a statement is never edited or removed'; END $$;
CREATE TRIGGER statement_stays BEFORE DELETE ON statement FOR EACH ROW EXECUTE FUNCTION statement_stays();
CREATE TRIGGER statement_is_not_changed BEFORE UPDATE ON statement FOR EACH ROW
WHEN (NEW.bytes IS NOT NULL OR NEW.hash <> OLD.hash OR NEW.statement <> OLD.statement OR NEW.about <> OLD.about)
EXECUTE FUNCTION statement_stays();
-- What came before there was a register.
INSERT INTO register_waiting (organisation, chain, at_ms, line)
SELECT organisation, 'log ' || device, paired_ms, 'log ' || device || ' ' || n_log || ' ' || encode(log_head, 'hex') || ' ' || paired_ms
FROM device WHERE n_log > 0;
INSERT INTO register_waiting (organisation, chain, at_ms, line)
SELECT organisation, 'attempt ' || attempt, last_ms,
    'attempt ' || device || ' ' || attempt || ' ' || n_entries || ' ' || encode(head_hash, 'hex') || ' ' || last_ms
FROM attempt;
INSERT INTO register_waiting (organisation, chain, at_ms, line)
SELECT organisation, 'beside ' || device || ' ' || encode(hash, 'hex'), received_ms, 'beside ' || device || ' '
    || CASE attempt WHEN '' THEN 'log' ELSE attempt END || ' ' || seq || ' ' || encode(hash, 'hex') || ' ' || received_ms
FROM entry_beside;
