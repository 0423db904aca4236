-- The roles of everybody between two names: those of a page.
SELECT r.person, r.role FROM person p
JOIN role r ON r.organisation = p.organisation AND r.person = p.person
WHERE p.organisation = $1 AND p.sort_key >= $2 AND p.sort_key <= $3
