SELECT value_json FROM settings WHERE key = ?1;
