-- Whose what is. What was there before there were tenants belongs to the one of all who name none; in submission and in
-- submission_batch null is what no event has told yet. Runs on H2 and on PostgreSQL.

-- The same key of two tenants is two keys. First, as its index takes a second for a million keys: what is locked after it
-- is locked for a moment only.
ALTER TABLE idempotency_key ADD COLUMN tenant VARCHAR(64) DEFAULT 'default' NOT NULL;
ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_key;
ALTER TABLE idempotency_key ADD CONSTRAINT idempotency_key_key PRIMARY KEY (key_hash, tenant);

ALTER TABLE submission ADD COLUMN tenant VARCHAR(64) DEFAULT 'default';

ALTER TABLE submission_batch ADD COLUMN tenant VARCHAR(64) DEFAULT 'default';

ALTER TABLE submission_count ADD COLUMN tenant VARCHAR(64) DEFAULT 'default' NOT NULL;
ALTER TABLE submission_count DROP CONSTRAINT submission_count_key;
ALTER TABLE submission_count ADD CONSTRAINT submission_count_key
	PRIMARY KEY (accepted_hour, status, config, reason, tenant);
