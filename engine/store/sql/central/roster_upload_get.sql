SELECT bytes FROM roster_upload WHERE organisation = $1 AND roster_upload = $2 AND sent_by = $3 AND sent_ms > $4
