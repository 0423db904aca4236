-- What came in only grows, whoever writes.
CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never edited'); END;
CREATE TRIGGER entry_is_not_removed BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
CREATE TRIGGER entry_beside_is_not_changed BEFORE UPDATE ON entry_beside BEGIN SELECT RAISE(ABORT, 'entries are never edited'); END;
CREATE TRIGGER entry_beside_is_not_removed BEFORE DELETE ON entry_beside BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
CREATE TRIGGER entry_of_log_is_not_changed BEFORE UPDATE ON entry_of_log BEGIN SELECT RAISE(ABORT, 'logs are never edited'); END;
CREATE TRIGGER entry_of_log_is_not_removed BEFORE DELETE ON entry_of_log BEGIN SELECT RAISE(ABORT, 'logs are never cut'); END;
CREATE TRIGGER person_match_is_not_changed BEFORE UPDATE ON person_match BEGIN SELECT RAISE(ABORT, 'a correction is a new line'); END;
CREATE TRIGGER person_match_is_not_removed BEFORE DELETE ON person_match BEGIN SELECT RAISE(ABORT, 'a correction is a new line'); END;
