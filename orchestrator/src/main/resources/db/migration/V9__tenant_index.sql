-- Pages of one tenant; with one of the other filters theirs is read, which leaves less as a rule. Not together with the
-- columns, whose lock would keep readers out while the index is made: so only writers wait, some seconds for a million
-- submissions. Runs on H2 and on PostgreSQL.
CREATE INDEX submission_by_tenant ON submission (tenant, status, accepted_at DESC, id DESC);
