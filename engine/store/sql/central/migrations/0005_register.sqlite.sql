-- The register only grows, whoever writes; of a statement only the text can go.
CREATE TRIGGER register_line_is_not_changed BEFORE UPDATE ON register_line BEGIN SELECT RAISE(ABORT, 'the register is never edited'); END;
CREATE TRIGGER register_line_is_not_removed BEFORE DELETE ON register_line BEGIN SELECT RAISE(ABORT, 'the register is never cut'); END;
CREATE TRIGGER checkpoint_is_not_changed BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoints are never edited'); END;
CREATE TRIGGER checkpoint_is_not_removed BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoints are never removed'); END;
CREATE TRIGGER statement_is_not_changed BEFORE UPDATE ON statement
WHEN NEW.bytes IS NOT NULL OR NEW.hash IS NOT OLD.hash OR NEW.statement IS NOT OLD.statement OR NEW.about IS NOT OLD.about
BEGIN SELECT RAISE(ABORT, 'a statement is never edited'); END;
CREATE TRIGGER statement_is_not_removed BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'a statement is never removed'); END;
-- What came before there was a register.
INSERT INTO register_waiting (organisation, chain, at_ms, line)
SELECT organisation, 'log ' || device, paired_ms, 'log ' || device || ' ' || n_log || ' ' || lower(hex(log_head)) || ' ' || paired_ms
FROM device WHERE n_log > 0;
INSERT INTO register_waiting (organisation, chain, at_ms, line)
SELECT organisation, 'attempt ' || attempt, last_ms,
    'attempt ' || device || ' ' || attempt || ' ' || n_entries || ' ' || lower(hex(head_hash)) || ' ' || last_ms
FROM attempt;
INSERT INTO register_waiting (organisation, chain, at_ms, line)
SELECT organisation, 'beside ' || device || ' ' || lower(hex(hash)), received_ms, 'beside ' || device || ' '
    || CASE attempt WHEN '' THEN 'log' ELSE attempt END || ' ' || seq || ' ' || lower(hex(hash)) || ' ' || received_ms
FROM entry_beside;
