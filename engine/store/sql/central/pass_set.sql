INSERT INTO pass_cache (organisation, attempt, device, person, module, module_version, logic_sha256, mode, is_test_out, assurance,
    passed_ms, received_ms, score_permille, sign_off)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (organisation, attempt) DO UPDATE SET sign_off = excluded.sign_off
