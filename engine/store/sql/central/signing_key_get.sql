SELECT public_key FROM signing_key WHERE organisation = $1
