package org.dibbs.orchestration.orchestrator.ledger;

import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.dibbs.orchestration.orchestrator.database.TestPostgreSql;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database with our tables, and the ledger on it.
 */
final class LedgerDatabase implements AutoCloseable {

	private final HikariDataSource pool = new HikariDataSource();

	final JdbcTemplate jdbc;

	final Ledger ledger;

	final SubmissionTable submissions;

	final StepTable steps;

	private LedgerDatabase(String url, String user) {
		this.pool.setJdbcUrl(url);
		this.pool.setUsername(user);
		this.pool.setPassword("");
		this.pool.setMaximumPoolSize(4);
		Flyway.configure().dataSource(this.pool).load().migrate();
		this.jdbc = new JdbcTemplate(this.pool);
		this.ledger = new Ledger(this.jdbc, transactions(this.pool));
		this.submissions = new SubmissionTable(this.jdbc);
		this.steps = new StepTable(this.jdbc);
	}

	static LedgerDatabase inMemory() {
		return at("jdbc:h2:mem:" + UUID.randomUUID()
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1", "sa");
	}

	static LedgerDatabase at(String url, String user) {
		return new LedgerDatabase(url, user);
	}

	/**
	 * The ledger on a real PostgreSQL on which nothing of an earlier test is left.
	 */
	static LedgerDatabase emptied(TestPostgreSql server) {
		new JdbcTemplate(new DriverManagerDataSource(server.url(), TestPostgreSql.USER, ""))
			.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
		return at(server.url(), TestPostgreSql.USER);
	}

	static TransactionTemplate transactions(DataSource source) {
		DataSourceTransactionManager manager = new JdbcTransactionManager(source);
		return new TransactionTemplate(manager);
	}

	long rows(String table) {
		Long count = this.jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
		return (count != null) ? count : 0;
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
