package org.dibbs.orchestration.orchestrator.idempotency;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import org.dibbs.orchestration.orchestrator.database.TestPostgreSql;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database with our tables, and what workers see of it, each through connections of its
 * own.
 */
final class KeyDatabase implements AutoCloseable {

	final HikariDataSource one;

	final HikariDataSource two;

	private KeyDatabase(String url, String user) {
		this.one = pool(url, user);
		this.two = pool(url, user);
		Flyway.configure().dataSource(this.one).cleanDisabled(false).load().clean();
		Flyway.configure().dataSource(this.one).load().migrate();
	}

	private static HikariDataSource pool(String url, String user) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setUsername(user);
		pool.setPassword("");
		pool.setMaximumPoolSize(8);
		return pool;
	}

	static KeyDatabase inMemory() {
		return new KeyDatabase("jdbc:h2:mem:" + UUID.randomUUID()
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1", "sa");
	}

	static KeyDatabase on(TestPostgreSql server) {
		return new KeyDatabase(server.url(), TestPostgreSql.USER);
	}

	KeyTable table() {
		return new KeyTable(JdbcClient.create(this.one));
	}

	IdempotencyKeys worker(HikariDataSource pool, Duration retention, InstantSource clock) {
		return new IdempotencyKeys(new KeyTable(JdbcClient.create(pool)), retention, clock);
	}

	long rows() {
		return JdbcClient.create(this.one).sql("SELECT COUNT(*) FROM idempotency_key").query(Long.class).single();
	}

	void takeAway() {
		JdbcClient.create(this.one).sql("ALTER TABLE idempotency_key RENAME TO away").update();
	}

	@Override
	public void close() {
		this.one.close();
		this.two.close();
	}

}
