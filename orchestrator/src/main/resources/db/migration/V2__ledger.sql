-- What happens to submissions, as the events tell it. Nothing of any message is in here. Runs on H2 and on PostgreSQL.
CREATE TABLE submission (
	id               UUID NOT NULL,
	status           VARCHAR(9) NOT NULL,
	origin           VARCHAR(32),
	message_type     VARCHAR(16),
	config           VARCHAR(255),
	config_version   INTEGER,
	accepted_at      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
	started_at       TIMESTAMP(3) WITH TIME ZONE,
	finished_at      TIMESTAMP(3) WITH TIME ZONE,
	updated_at       TIMESTAMP(3) WITH TIME ZONE NOT NULL,
	attempts         INTEGER NOT NULL,
	-- The endpoint of the step that ended last: where a running one is, and where a failed one failed.
	step             VARCHAR(255),
	outcome          VARCHAR(64),
	status_code      INTEGER,
	reason           VARCHAR(400),
	trace_id         VARCHAR(64),
	source_topic     VARCHAR(249),
	source_partition INTEGER,
	source_offset    BIGINT,
	result_topic     VARCHAR(249),
	result_partition INTEGER,
	result_offset    BIGINT,
	CONSTRAINT submission_key PRIMARY KEY (id),
	CONSTRAINT submission_status CHECK (status IN ('ACCEPTED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'DEAD'))
);

-- Pages are read newest first, from each index as it lies; a filter without a status reads one range for each status,
-- and a config without a kind of message one for each kind.
CREATE INDEX submission_newest ON submission (accepted_at DESC, id DESC);
CREATE INDEX submission_by_status ON submission (status, accepted_at DESC, id DESC);
CREATE INDEX submission_by_config ON submission (config, message_type, status, accepted_at DESC, id DESC);
CREATE INDEX submission_by_message_type ON submission (message_type, status, accepted_at DESC, id DESC);
CREATE INDEX submission_by_step ON submission (step, status, accepted_at DESC, id DESC);
CREATE INDEX submission_by_reason ON submission (reason, status, accepted_at DESC, id DESC);

-- A step that was tried again has the row of its last attempt.
CREATE TABLE submission_step (
	submission_id UUID NOT NULL,
	number        INTEGER NOT NULL,
	service       VARCHAR(255) NOT NULL,
	endpoint      VARCHAR(255) NOT NULL,
	outcome       VARCHAR(16) NOT NULL,
	status_code   INTEGER NOT NULL,
	duration_ms   BIGINT NOT NULL,
	attempt       INTEGER NOT NULL,
	finished_at   TIMESTAMP(3) WITH TIME ZONE NOT NULL,
	CONSTRAINT submission_step_key PRIMARY KEY (submission_id, number)
);

-- How many submissions of an hour are how; to count a million of them would take too long. Nothing is ''.
CREATE TABLE submission_count (
	accepted_hour TIMESTAMP(3) WITH TIME ZONE NOT NULL,
	status        VARCHAR(9) NOT NULL,
	config        VARCHAR(255) NOT NULL,
	reason        VARCHAR(400) NOT NULL,
	submissions   BIGINT NOT NULL,
	CONSTRAINT submission_count_key PRIMARY KEY (accepted_hour, status, config, reason)
);

-- Up to where the events are in here; changes in one transaction with what they tell.
CREATE TABLE ledger_offset (
	event_partition INTEGER NOT NULL,
	next_offset     BIGINT NOT NULL,
	CONSTRAINT ledger_offset_key PRIMARY KEY (event_partition)
);
