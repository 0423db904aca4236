-- One change at a time for an organisation: the audit log is one chain. The first number keeps clear of other programs' locks.
SELECT pg_advisory_xact_lock(CAST($1 AS BIGINT) # 5787213827046133840)
