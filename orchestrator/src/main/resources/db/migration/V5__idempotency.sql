-- Which submission an Idempotency-Key stands for. Neither a key nor anything of a message is in here, only their
-- SHA-256. Runs on H2 and on PostgreSQL.
CREATE TABLE idempotency_key (
	key_hash      CHAR(64) NOT NULL,
	submission_id UUID NOT NULL,
	body_digest   CHAR(64) NOT NULL,
	created_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
	CONSTRAINT idempotency_key_key PRIMARY KEY (key_hash)
);

CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);
