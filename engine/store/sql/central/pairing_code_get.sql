SELECT device_name, made_by, used_by FROM pairing_code WHERE organisation = $1 AND code_hash = $2 AND ends_ms > $3
