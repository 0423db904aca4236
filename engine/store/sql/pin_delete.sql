DELETE FROM pins WHERE person = ?1;
