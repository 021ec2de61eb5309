package org.dibbs.orchestration.orchestrator.registry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.registry.ConfigEditor.Change;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StoredConfigsTests {

	private static final String DEFAULT = "test-no-save.json";

	private static final String EXAMPLE = "integrated.json";

	private final TestDatabase database = new TestDatabase();

	private final FailingStore store = new FailingStore(this.database);

	private final Instance here = new Instance(this.store);

	private final Instance there = new Instance(this.database.store());

	@Test
	void seesAtOnceWhatAnotherInstanceStores() {
		assertThat(this.here.configs.find("a")).isNull();
		assertThat(put(this.there, "a", "v1")).isEqualTo(Change.CREATED);
		assertThat(endpointOf("a")).isEqualTo("v1");
		assertThat(put(this.there, "a", "v2")).isEqualTo(Change.UPDATED);
		assertThat(endpointOf("a")).isEqualTo("v2");
		assertThat(this.there.editor.delete(new ConfigName("a"), "x")).isEqualTo(Change.DELETED);
		assertThat(this.here.configs.find("a")).isNull();
	}

	@Test
	void keepsEveryVersion() {
		put(this.here, "a", "v1");
		put(this.here, "a", "v2");
		this.here.editor.delete(new ConfigName("a"), "eve");
		assertThat(put(this.here, "a", "v4")).isEqualTo(Change.CREATED);
		assertThat(this.here.configs.versions("a")).extracting(ConfigVersion::version).containsExactly(4, 3, 2, 1);
		assertThat(this.here.configs.versions("a")).extracting(ConfigVersion::deleted)
			.containsExactly(false, true, false, false);
		assertThat(this.here.configs.versions("a")).extracting(ConfigVersion::createdBy).contains("eve", "ann");
		WorkflowConfig second = this.here.configs.find("a", 2);
		assertThat(second).isNotNull();
		assertThat(second.steps().getFirst().endpoint()).isEqualTo("v2");
		assertThat(this.here.configs.find("a", 3)).isNull();
	}

	@Test
	void parsesADocumentOnceAVersion() {
		put(this.there, "a", "v1");
		WorkflowConfig first = this.here.configs.find("a");
		assertThat(this.here.configs.find("a")).isSameAs(first);
		put(this.there, "a", "v2");
		assertThat(first).isNotNull();
		assertThat(first.version()).isEqualTo(1);
		assertThat(first.steps().getFirst().endpoint()).isEqualTo("v1");
	}

	@Test
	void letsADefaultBeShadowedAndSeenAgain() {
		WorkflowConfig original = this.here.configs.find(DEFAULT);
		assertThat(put(this.here, DEFAULT, "mine")).isEqualTo(Change.CREATED);
		assertThat(endpointOf(DEFAULT)).isEqualTo("mine");
		assertThat(this.here.configs.customNames()).contains(DEFAULT);
		assertThat(this.here.editor.delete(new ConfigName(DEFAULT), "x")).isEqualTo(Change.DELETED);
		assertThat(this.here.configs.find(DEFAULT)).isSameAs(original);
		assertThat(this.here.editor.delete(new ConfigName(DEFAULT), "x")).isEqualTo(Change.IS_DEFAULT);
	}

	@Test
	void treatsShippedExamplesAsCustomConfigs() {
		assertThat(this.here.editor.put(new ConfigName(EXAMPLE), document("v1"), false, "x")).isEqualTo(Change.EXISTS);
		assertThat(put(this.here, EXAMPLE, "v1")).isEqualTo(Change.UPDATED);
		assertThat(this.here.configs.find(EXAMPLE, 0)).isNotNull();
		assertThat(this.here.editor.delete(new ConfigName(EXAMPLE), "x")).isEqualTo(Change.DELETED);
		assertThat(this.here.configs.find(EXAMPLE)).isNull();
		assertThat(this.here.configs.customNames()).doesNotContain(EXAMPLE);
		assertThat(this.here.configs.defaultNames()).doesNotContain(EXAMPLE);
	}

	@Test
	void givesWayToAnInstanceThatWasFaster() {
		this.store.beforeAdd = () -> put(this.there, "a", "theirs");
		assertThat(this.here.editor.put(new ConfigName("a"), document("ours"), false, "x")).isEqualTo(Change.EXISTS);
		assertThat(endpointOf("a")).isEqualTo("theirs");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void usesTheLastKnownConfigsWhileTheDatabaseIsAway(CapturedOutput output) {
		AtomicLong clock = new AtomicLong();
		put(this.there, "a", "v1");
		put(this.there, EXAMPLE, "v1");
		this.there.editor.delete(new ConfigName(EXAMPLE), "x");
		StoredConfigs configs = new StoredConfigs(this.store, new ShippedConfigs(),
				new StoreContact(Duration.ofSeconds(2), clock::get));
		configs.afterPropertiesSet();
		this.store.away = true;
		int before = this.store.asked;
		for (int i = 0; i < 3; i++) {
			assertThat(configs.find("a")).isNotNull();
			assertThat(configs.find(DEFAULT)).isNotNull();
			assertThat(configs.find(EXAMPLE)).isNull();
			assertThat(configs.customNames()).contains("a").doesNotContain(EXAMPLE);
		}
		assertThat(this.store.asked).isEqualTo(before + 1);
		assertThat(output.getAll()).containsOnlyOnce("does not answer");
		assertThatExceptionOfType(ConfigsUnavailableException.class).isThrownBy(() -> configs.find("never-seen"));
		this.store.away = false;
		put(this.there, "a", "v2");
		clock.addAndGet(Duration.ofSeconds(2).toNanos());
		WorkflowConfig renewed = configs.find("a");
		assertThat(renewed).isNotNull();
		assertThat(renewed.version()).isEqualTo(2);
		assertThat(output.getAll()).containsOnlyOnce("answers again");
	}

	@Test
	void doesNotTakeAStoredConfigThatCannotBeRead() {
		this.store.add("a", 1, "{}", "x");
		assertThatExceptionOfType(ConfigsUnavailableException.class).isThrownBy(() -> this.here.configs.find("a"))
			.withMessage("The stored config 'a', version 1, cannot be used: workflow: field required");
	}

	private String endpointOf(String name) {
		WorkflowConfig config = this.here.configs.find(name);
		assertThat(config).isNotNull();
		return config.steps().getFirst().endpoint();
	}

	private static Change put(Instance instance, String name, String endpoint) {
		return instance.editor.put(new ConfigName(name), document(endpoint), true, "ann");
	}

	private static JsonFragment document(String endpoint) {
		return JsonFragment.literal("{\"workflow\":[{\"service\":\"s\",\"endpoint\":\"" + endpoint + "\"}]}");
	}

	/** A store whose database can be taken away, and be changed at the worst moment. */
	private static final class FailingStore extends ConfigStore {

		private boolean away;

		private int asked;

		private @Nullable Runnable beforeAdd;

		FailingStore(TestDatabase database) {
			super(database.jdbc());
		}

		@Override
		@Nullable Revision latest(String name) {
			this.asked++;
			if (this.away) {
				throw new DataAccessResourceFailureException("away");
			}
			return super.latest(name);
		}

		@Override
		boolean add(String name, int version, @Nullable String document, String createdBy) {
			Runnable interference = this.beforeAdd;
			this.beforeAdd = null;
			if (interference != null) {
				interference.run();
			}
			return super.add(name, version, document, createdBy);
		}

	}

}
