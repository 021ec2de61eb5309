package org.dibbs.orchestration.orchestrator.registry;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.database.TestPostgreSql;
import org.dibbs.orchestration.orchestrator.registry.ConfigEditor.Change;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances on a real PostgreSQL, where its programs are installed. */
class PostgreSqlTests {

	private static final ConfigName NAME = new ConfigName("a.json");

	private @Nullable TestPostgreSql server;

	@AfterEach
	void stop() throws Exception {
		if (this.server != null) {
			this.server.remove();
		}
	}

	@Test
	void anInstanceSeesAtOnceWhatAnotherStores() throws Exception {
		DriverManagerDataSource source = start();
		TestDatabase.migrate(source);
		Instance here = new Instance(new ConfigStore(JdbcClient.create(source)));
		Instance there = new Instance(new ConfigStore(JdbcClient.create(source)));
		assertThat(here.configs.find(NAME.value())).isNull();
		assertThat(put(there, "v1")).isEqualTo(Change.CREATED);
		assertThat(put(here, "v2")).isEqualTo(Change.UPDATED);
		WorkflowConfig config = there.configs.find(NAME.value());
		assertThat(config).isNotNull();
		assertThat(config.steps().getFirst().endpoint()).isEqualTo("v2");
		assertThat(there.store.add(NAME.value(), 2, "{}", "late")).isFalse();
		assertThat(there.editor.delete(NAME, "eve")).isEqualTo(Change.DELETED);
		assertThat(here.configs.find(NAME.value())).isNull();
		assertThat(here.configs.versions(NAME.value())).extracting(ConfigVersion::deleted)
			.containsExactly(true, false, false);
	}

	private static Change put(Instance instance, String endpoint) {
		return instance.editor.put(NAME,
				JsonFragment.literal("{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"" + endpoint + "\"}]}"), true,
				"ann");
	}

	private DriverManagerDataSource start() throws Exception {
		TestPostgreSql started = TestPostgreSql.started();
		this.server = started;
		return new DriverManagerDataSource(started.url(), TestPostgreSql.USER, "");
	}

}
