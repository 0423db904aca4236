DELETE FROM sign_in_try WHERE organisation = $1 AND counted_by = $2
