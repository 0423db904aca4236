DELETE FROM pairing_code WHERE organisation = $1 AND ends_ms <= $2
