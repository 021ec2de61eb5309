-- How often the last attempt was begun again, since the worker that had begun it died. Runs on H2 and on PostgreSQL.
ALTER TABLE submission ADD COLUMN begun_again INTEGER DEFAULT 0 NOT NULL;
