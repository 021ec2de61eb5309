package org.dibbs.orchestration.orchestrator.registry;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of configs: a row for each version, the highest of a name being the one that
 * counts. Rows are only ever added.
 */
@Component
class ConfigStore {

	private static final String LATEST = "SELECT version, deleted FROM workflow_config WHERE name = ?"
			+ " ORDER BY version DESC LIMIT 1";

	private static final String ALL_LATEST = "SELECT name, version, deleted FROM workflow_config c WHERE version ="
			+ " (SELECT MAX(version) FROM workflow_config WHERE name = c.name)";

	private static final String VERSIONS = "SELECT version, created_at, created_by, deleted FROM workflow_config"
			+ " WHERE name = ? ORDER BY version DESC";

	private static final String DOCUMENT = "SELECT document FROM workflow_config WHERE name = ? AND version = ?"
			+ " AND document IS NOT NULL";

	private static final String ADD = "INSERT INTO workflow_config (name, version, document, deleted, created_by)"
			+ " VALUES (?, ?, ?, ?, ?)";

	private final JdbcClient jdbc;

	ConfigStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * What counts for a name now. Asked for every message, so it reads one entry of an
	 * index and no document.
	 * @param name the config's name
	 * @return its latest revision, or null where it never was stored
	 */
	@Nullable Revision latest(String name) {
		return this.jdbc.sql(LATEST)
			.param(name)
			.query((row, number) -> new Revision(row.getInt(1), row.getBoolean(2)))
			.optional()
			.orElse(null);
	}

	Map<String, Revision> latest() {
		Map<String, Revision> revisions = new TreeMap<>();
		this.jdbc.sql(ALL_LATEST)
			.query((RowCallbackHandler) (row) -> revisions.put(row.getString(1),
					new Revision(row.getInt(2), row.getBoolean(3))));
		return revisions;
	}

	List<ConfigVersion> versions(String name) {
		return this.jdbc.sql(VERSIONS)
			.param(name)
			.query((row, number) -> new ConfigVersion(row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant(),
					row.getString(3), row.getBoolean(4)))
			.list();
	}

	@Nullable String document(String name, int version) {
		return this.jdbc.sql(DOCUMENT).param(name).param(version).query(String.class).optional().orElse(null);
	}

	/**
	 * Adds a version.
	 * @param name the config's name
	 * @param version the number after the latest
	 * @param document the config, or null for its deletion
	 * @param createdBy who does it
	 * @return false if somebody else was faster, and the version is there already
	 */
	boolean add(String name, int version, @Nullable String document, String createdBy) {
		try {
			this.jdbc.sql(ADD)
				.param(1, name)
				.param(2, version)
				.param(3, document, Types.VARCHAR)
				.param(4, document == null)
				.param(5, createdBy)
				.update();
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/**
	 * What counts for a name.
	 *
	 * @param version the number of its latest version
	 * @param deleted whether that one is its deletion
	 */
	record Revision(int version, boolean deleted) {

	}

}
