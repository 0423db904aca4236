SELECT note FROM held_checkpoint ORDER BY day;
