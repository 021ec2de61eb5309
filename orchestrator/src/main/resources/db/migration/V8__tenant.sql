-- Whose what is. What was there before there were tenants belongs to the one of all who name none; in submission and in
-- submission_batch null is what no event has told yet. Runs on H2 and on PostgreSQL.

-- The same key of two tenants is two keys. First, as its index takes a second for a million keys: what is locked after it
-- is locked for a moment only.
ALTER TABLE idempotency_key ADD COLUMN tenant VARCHAR(64) DEFAULT 'default' NOT NULL;
ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_key;
ALTER TABLE idempotency_key ADD CONSTRAINT idempotency_key_key PRIMARY KEY (key_hash, tenant);

-- Beside submission_count, which has all: with many tenants it would take too long to add theirs up.
CREATE TABLE tenant_count (
	accepted_hour TIMESTAMP(3) WITH TIME ZONE NOT NULL,
	status        VARCHAR(9) NOT NULL,
	config        VARCHAR(255) NOT NULL,
	reason        VARCHAR(400) NOT NULL,
	tenant        VARCHAR(64) NOT NULL,
	submissions   BIGINT NOT NULL,
	CONSTRAINT tenant_count_key PRIMARY KEY (accepted_hour, status, config, reason, tenant)
);
CREATE INDEX tenant_count_by_tenant ON tenant_count (tenant, accepted_hour);
INSERT INTO tenant_count (accepted_hour, status, config, reason, tenant, submissions)
	SELECT accepted_hour, status, config, reason, 'default', submissions FROM submission_count;

ALTER TABLE submission ADD COLUMN tenant VARCHAR(64) DEFAULT 'default';

ALTER TABLE submission_batch ADD COLUMN tenant VARCHAR(64) DEFAULT 'default';
