SELECT n_log, log_head FROM device;
