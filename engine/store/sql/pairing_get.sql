SELECT address, pin, token, organisation, device_name, done, n_log, log_refused, n_log_beside, heard_utc, log_again, n_held, held_digest,
    settled
FROM pairing
