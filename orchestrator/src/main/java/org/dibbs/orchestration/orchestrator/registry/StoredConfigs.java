package org.dibbs.orchestration.orchestrator.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.registry.ConfigStore.Revision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The configs in the database over those that are shipped. Each lookup asks the database
 * for the number of the current version, so that a change holds at once in every
 * instance; the parsed document is kept until that number changes.
 */
@Component
class StoredConfigs implements ConfigRegistry, InitializingBean {

	private static final Logger logger = LoggerFactory.getLogger(StoredConfigs.class);

	private final ConfigStore store;

	private final ShippedConfigs shipped;

	private final StoreContact contact;

	// What the database said last; of both maps the keys are names that are or were in
	// it.
	private final Map<String, Revision> revisions = new ConcurrentHashMap<>();

	private final Map<String, WorkflowConfig> parsed = new ConcurrentHashMap<>();

	@Autowired
	StoredConfigs(ConfigStore store, ShippedConfigs shipped) {
		this(store, shipped, new StoreContact(Duration.ofSeconds(2), System::nanoTime));
	}

	StoredConfigs(ConfigStore store, ShippedConfigs shipped, StoreContact contact) {
		this.store = store;
		this.shipped = shipped;
		this.contact = contact;
	}

	/** Knows all configs from the start, as the database may be away later. */
	@Override
	public void afterPropertiesSet() {
		for (String name : refresh().keySet()) {
			try {
				find(name);
			}
			catch (ConfigsUnavailableException ex) {
				logger.error("{}", ex.getMessage());
			}
		}
	}

	@Override
	public @Nullable WorkflowConfig find(String name) {
		if (!ConfigName.isValid(name)) {
			return null;
		}
		if (this.contact.isWorthAsking()) {
			try {
				WorkflowConfig config = current(name, this.store.latest(name));
				this.contact.answered();
				return config;
			}
			catch (DataAccessException ex) {
				this.contact.failed(ex);
			}
		}
		return lastKnown(name);
	}

	private @Nullable WorkflowConfig current(String name, @Nullable Revision revision) {
		if (revision == null) {
			this.revisions.remove(name);
			this.parsed.remove(name);
			return shipped(name, null);
		}
		WorkflowConfig config = revision.deleted() ? shipped(name, revision) : stored(name, revision.version());
		this.revisions.merge(name, revision, (one, other) -> (one.version() > other.version()) ? one : other);
		return config;
	}

	private WorkflowConfig stored(String name, int version) {
		WorkflowConfig known = this.parsed.get(name);
		if (known != null && known.version() == version) {
			return known;
		}
		WorkflowConfig config = load(name, version);
		if (config == null) {
			throw ConfigsUnavailableException.unusable(name, version, "it is not there any more");
		}
		this.parsed.merge(name, config, (one, other) -> (one.version() > other.version()) ? one : other);
		return config;
	}

	private @Nullable WorkflowConfig load(String name, int version) {
		String document = this.store.document(name, version);
		try {
			return (document != null) ? WorkflowConfigParser.parse(name, version, JsonFragment.literal(document))
					: null;
		}
		catch (InvalidConfigException ex) {
			throw ConfigsUnavailableException.unusable(name, version, String.valueOf(ex.getMessage()));
		}
	}

	private @Nullable WorkflowConfig lastKnown(String name) {
		Revision revision = this.revisions.get(name);
		WorkflowConfig config = (revision == null || revision.deleted()) ? shipped(name, revision)
				: this.parsed.get(name);
		if (config == null && (revision == null || !revision.deleted())) {
			throw ConfigsUnavailableException.databaseAway(null);
		}
		return config;
	}

	private @Nullable WorkflowConfig shipped(String name, @Nullable Revision revision) {
		WorkflowConfig custom = (revision == null) ? this.shipped.findCustom(name) : null;
		return (custom != null) ? custom : this.shipped.findDefault(name);
	}

	@Override
	public @Nullable WorkflowConfig find(String name, int version) {
		if (!ConfigName.isValid(name)) {
			return null;
		}
		if (version == WorkflowConfig.SHIPPED) {
			return shipped(name, null);
		}
		WorkflowConfig known = this.parsed.get(name);
		if (known != null && known.version() == version) {
			return known;
		}
		try {
			return load(name, version);
		}
		catch (DataAccessException ex) {
			throw ConfigsUnavailableException.databaseAway(ex);
		}
	}

	/**
	 * The history of a config.
	 * @param name the config's name
	 * @return its versions, the latest first; empty where there never was one
	 */
	List<ConfigVersion> versions(String name) {
		if (!ConfigName.isValid(name)) {
			return List.of();
		}
		List<ConfigVersion> versions = new ArrayList<>(this.store.versions(name));
		if (shipped(name, null) != null) {
			versions.add(ConfigVersion.SHIPPED);
		}
		return versions;
	}

	@Override
	public List<String> defaultNames() {
		return this.shipped.defaultNames();
	}

	@Override
	public List<String> customNames() {
		TreeSet<String> names = new TreeSet<>(this.shipped.customNames());
		Map<String, Revision> current = this.revisions;
		if (this.contact.isWorthAsking()) {
			try {
				current = refresh();
				this.contact.answered();
			}
			catch (DataAccessException ex) {
				this.contact.failed(ex);
			}
		}
		current.forEach((name, revision) -> {
			if (revision.deleted()) {
				names.remove(name);
			}
			else {
				names.add(name);
			}
		});
		return List.copyOf(names);
	}

	private Map<String, Revision> refresh() {
		Map<String, Revision> latest = this.store.latest();
		this.revisions.putAll(latest);
		return latest;
	}

}
