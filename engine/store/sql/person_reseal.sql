UPDATE people SET sealed = ?2 WHERE id = ?1;
