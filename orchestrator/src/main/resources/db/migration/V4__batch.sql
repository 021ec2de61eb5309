-- Batches, as the events tell of them; what becomes of their messages is counted in submission. Runs on H2 and on
-- PostgreSQL.
CREATE TABLE submission_batch (
	id               UUID NOT NULL,
	messages         INTEGER NOT NULL,
	accepted_at      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
	-- When each of its messages was a submission of its own.
	split_at         TIMESTAMP(3) WITH TIME ZONE,
	source_topic     VARCHAR(249),
	source_partition INTEGER,
	source_offset    BIGINT,
	CONSTRAINT submission_batch_key PRIMARY KEY (id)
);
CREATE INDEX submission_batch_oldest ON submission_batch (accepted_at);
