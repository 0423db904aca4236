UPDATE pairing_code SET used_by = $3 WHERE organisation = $1 AND code_hash = $2 AND used_by IS NULL
