package org.dibbs.orchestration.orchestrator.database;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the database; Boot adds the JDBC client and runs the migrations at start.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

	@Bean
	HikariDataSource dataSource(DatabaseProperties settings) {
		DatabaseAddress address = DatabaseAddress.of(settings);
		HikariDataSource pool = new HikariDataSource();
		pool.setPoolName("database");
		pool.setJdbcUrl(address.jdbcUrl());
		pool.setUsername(address.user());
		pool.setPassword(address.password());
		pool.setMaximumPoolSize(settings.maxConnections());
		pool.setMinimumIdle(1);
		pool.setConnectionTimeout(settings.connectTimeout().toMillis());
		pool.setValidationTimeout(settings.connectTimeout().toMillis());
		// The migrations try for longer, and say what is wrong.
		pool.setInitializationFailTimeout(-1);
		if (address.isEmbedded()) {
			EmbeddedServer.bindToThisMachine();
			pool.setExceptionOverride(new EmbeddedServer.LostConnections());
		}
		if (address.isPostgreSql()) {
			pool.addDataSourceProperty("ApplicationName", "dibbs-orchestrator");
			pool.addDataSourceProperty("connectTimeout", Math.max(1, settings.connectTimeout().toSeconds()));
			// Ends the wait for a server that has vanished without closing the
			// connection.
			pool.addDataSourceProperty("socketTimeout", settings.queryTimeout().toSeconds());
			pool.addDataSourceProperty("tcpKeepAlive", true);
		}
		return pool;
	}

}
