DELETE FROM snapshots WHERE attempt = ?1;
