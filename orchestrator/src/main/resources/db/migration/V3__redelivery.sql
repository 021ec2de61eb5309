-- What a submission needs that is run more than once. Runs on H2 and on PostgreSQL.
ALTER TABLE submission ADD COLUMN batch_id UUID;
-- When the next attempt may begin; its reason is why the last one ended, and none where somebody wants a replay.
ALTER TABLE submission ADD COLUMN next_attempt_at TIMESTAMP(3) WITH TIME ZONE;
ALTER TABLE submission ADD COLUMN checkpoint_topic VARCHAR(249);
ALTER TABLE submission ADD COLUMN checkpoint_partition INTEGER;
ALTER TABLE submission ADD COLUMN checkpoint_offset BIGINT;
ALTER TABLE submission ADD COLUMN next_step INTEGER;
ALTER TABLE submission ADD COLUMN open_step INTEGER;
ALTER TABLE submission ADD COLUMN once_begun BOOLEAN DEFAULT FALSE NOT NULL;
CREATE INDEX submission_by_batch ON submission (batch_id, status, accepted_at DESC, id DESC);

ALTER TABLE submission_step ADD COLUMN warning VARCHAR(400);

-- Attempts whose record is yet to be put on the queue. A worker takes some for a while; what it has done it deletes.
CREATE TABLE submission_due (
	submission_id        UUID NOT NULL,
	attempt              INTEGER NOT NULL,
	due_at               TIMESTAMP(3) WITH TIME ZONE NOT NULL,
	claimed_until        TIMESTAMP(3) WITH TIME ZONE,
	config               VARCHAR(255),
	config_version       INTEGER,
	checkpoint_topic     VARCHAR(249),
	checkpoint_partition INTEGER,
	checkpoint_offset    BIGINT,
	next_step            INTEGER,
	CONSTRAINT submission_due_key PRIMARY KEY (submission_id)
);
CREATE INDEX submission_due_next ON submission_due (due_at);

-- Who wanted which submission to be run once more.
CREATE TABLE submission_replay (
	submission_id UUID NOT NULL,
	attempt       INTEGER NOT NULL,
	requested_at  TIMESTAMP(3) WITH TIME ZONE NOT NULL,
	by_whom       VARCHAR(255) NOT NULL,
	config        VARCHAR(255),
	from_step     INTEGER NOT NULL,
	CONSTRAINT submission_replay_key PRIMARY KEY (submission_id, attempt)
);
