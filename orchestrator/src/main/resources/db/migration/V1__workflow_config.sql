-- Every change of a config is a row of its own; the highest version of a name is the one that counts.
-- A deletion is a row without document. Runs on H2 and on PostgreSQL.
CREATE TABLE workflow_config (
	name       VARCHAR(255) NOT NULL,
	version    INTEGER NOT NULL,
	document   TEXT,
	deleted    BOOLEAN NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
	created_by VARCHAR(255) NOT NULL,
	CONSTRAINT workflow_config_key PRIMARY KEY (name, version),
	CONSTRAINT workflow_config_deleted CHECK (deleted = (document IS NULL))
);
