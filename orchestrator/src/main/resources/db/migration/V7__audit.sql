-- Who did what. Rows are only ever added; each one's hash covers the row and the hash of the one before it, so a row that
-- was changed, taken out or put in shows. The database's user needs no right to change or delete rows of audit_entry.
-- Runs on H2 and on PostgreSQL.
CREATE TABLE audit_entry (
	number        BIGINT NOT NULL,
	id            UUID NOT NULL,
	occurred_at   TIMESTAMP(3) WITH TIME ZONE NOT NULL,
	source        VARCHAR(255) NOT NULL,
	tenant        VARCHAR(255) NOT NULL,
	subject       VARCHAR(255) NOT NULL,
	action        VARCHAR(32) NOT NULL,
	target        VARCHAR(255) NOT NULL,
	outcome       VARCHAR(16) NOT NULL,
	status        INTEGER NOT NULL,
	previous_hash CHAR(64) NOT NULL,
	hash          CHAR(64) NOT NULL,
	CONSTRAINT audit_entry_key PRIMARY KEY (number),
	CONSTRAINT audit_entry_id UNIQUE (id)
);

CREATE INDEX audit_entry_by_subject ON audit_entry (subject, number);
CREATE INDEX audit_entry_by_target ON audit_entry (target, number);

-- Where the chain ends, and up to where the topic is in it.
CREATE TABLE audit_chain (
	id          INTEGER NOT NULL,
	next_offset BIGINT NOT NULL,
	last_number BIGINT NOT NULL,
	last_hash   CHAR(64) NOT NULL,
	CONSTRAINT audit_chain_key PRIMARY KEY (id)
);

INSERT INTO audit_chain (id, next_offset, last_number, last_hash)
	VALUES (1, 0, 0, '0000000000000000000000000000000000000000000000000000000000000000');
