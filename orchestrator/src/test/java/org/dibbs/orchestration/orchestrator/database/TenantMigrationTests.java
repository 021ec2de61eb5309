package org.dibbs.orchestration.orchestrator.database;

import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was there before there were tenants is kept, as that of the tenant of all who name
 * none; and what is migrated takes rows from then on.
 */
class TenantMigrationTests {

	private static final UUID ID = UUID.randomUUID();

	private final HikariDataSource pool = new HikariDataSource();

	@BeforeEach
	void open() {
		this.pool.setUsername("sa");
		this.pool.setPassword("");
		this.pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID()
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
		prepare(this.pool);
	}

	/** Makes it one of another, empty database. */
	void prepare(HikariDataSource pool) {
		// That of H2 is.
	}

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void whatWasThereBeforeBelongsToTheTenantOfAllWhoNameNone() {
		JdbcTemplate jdbc = new JdbcTemplate(this.pool);
		Flyway.configure().dataSource(this.pool).target("7").load().migrate();
		jdbc.update("INSERT INTO submission (id, status, accepted_at, updated_at, attempts)"
				+ " VALUES (?, 'SUCCEEDED', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)", ID);
		jdbc.update("INSERT INTO submission_batch (id, messages, accepted_at) VALUES (?, 1, CURRENT_TIMESTAMP)", ID);
		jdbc.update("INSERT INTO submission_count (accepted_hour, status, config, reason, submissions)"
				+ " VALUES (CURRENT_TIMESTAMP, 'SUCCEEDED', '', '', 1)");
		jdbc.update("INSERT INTO idempotency_key (key_hash, submission_id, body_digest, created_at)"
				+ " VALUES ('a', ?, 'b', CURRENT_TIMESTAMP)", ID);
		Flyway.configure().dataSource(this.pool).load().migrate();
		for (String table : new String[] { "submission", "submission_batch", "tenant_count", "idempotency_key" }) {
			assertThat(jdbc.queryForList("SELECT tenant FROM " + table, String.class)).as(table)
				.containsExactly("default");
		}
	}

	@Test
	void whatIsWrittenDoesNotNeedTheConnectionThatMadeTheTables() {
		// Without a pool each connection is closed as soon as it was used.
		DriverManagerDataSource database = new DriverManagerDataSource(this.pool.getJdbcUrl(), this.pool.getUsername(),
				this.pool.getPassword());
		Flyway.configure().dataSource(database).load().migrate();
		int rows = new JdbcTemplate(database)
			.update("INSERT INTO submission (id, status, accepted_at, updated_at, attempts)"
					+ " VALUES (?, 'SUCCEEDED', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)", ID);
		assertThat(rows).isEqualTo(1);
	}

	@Test
	void theSameKeyAndTheSameCountOfTwoTenantsAreTwo() {
		JdbcTemplate jdbc = new JdbcTemplate(this.pool);
		Flyway.configure().dataSource(this.pool).load().migrate();
		for (String tenant : new String[] { "county-a", "county-b" }) {
			jdbc.update(
					"INSERT INTO tenant_count (accepted_hour, status, config, reason, submissions, tenant)"
							+ " VALUES (TIMESTAMP WITH TIME ZONE '2026-03-01 10:00:00+00', 'DEAD', '', '', 1, ?)",
					tenant);
			jdbc.update("INSERT INTO idempotency_key (key_hash, submission_id, body_digest, created_at, tenant)"
					+ " VALUES ('a', ?, 'b', CURRENT_TIMESTAMP, ?)", ID, tenant);
		}
		assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM tenant_count", Long.class)).isEqualTo(2);
		assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM idempotency_key", Long.class)).isEqualTo(2);
	}

}
