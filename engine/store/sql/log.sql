SELECT seq, bytes, hash FROM device_log ORDER BY seq;
