DELETE FROM roster_upload WHERE organisation = $1 AND (roster_upload = $2 OR sent_ms <= $3 OR sent_by = $4)
