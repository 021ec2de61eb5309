package org.dibbs.orchestration.orchestrator.registry;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.registry.ConfigStore.Revision;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Changes custom configs: each change is a new version. Of two that change a config at
 * once, each takes the other's change into account. Defaults stay what they are.
 */
@Component
class ConfigEditor {

	private final ConfigStore store;

	private final ShippedConfigs shipped;

	ConfigEditor(ConfigStore store, ShippedConfigs shipped) {
		this.store = store;
		this.shipped = shipped;
	}

	/**
	 * Stores a config.
	 * @param name its name
	 * @param document what it says, checked
	 * @param overwrite whether it may take the place of a custom one with that name
	 * @param by who stores it
	 * @return what became of it
	 * @throws ConfigsUnavailableException if the database does not answer
	 */
	Change put(ConfigName name, JsonFragment document, boolean overwrite, String by) {
		return change(name, document.json(), by, (exists) -> {
			if (!exists) {
				return Change.CREATED;
			}
			return overwrite ? Change.UPDATED : Change.EXISTS;
		});
	}

	/**
	 * Deletes a custom config; a default of the same name is seen again.
	 * @param name its name
	 * @param by who deletes it
	 * @return what became of it
	 * @throws ConfigsUnavailableException if the database does not answer
	 */
	Change delete(ConfigName name, String by) {
		return change(name, null, by, (exists) -> {
			if (exists) {
				return Change.DELETED;
			}
			return (this.shipped.findDefault(name.value()) != null) ? Change.IS_DEFAULT : Change.UNKNOWN;
		});
	}

	private Change change(ConfigName name, @Nullable String document, String by, Decision decision) {
		try {
			while (true) {
				Revision latest = this.store.latest(name.value());
				Change change = decision.of(exists(name, latest));
				if (!change.stored) {
					return change;
				}
				int next = ((latest != null) ? latest.version() : WorkflowConfig.SHIPPED) + 1;
				if (this.store.add(name.value(), next, document, by)) {
					return change;
				}
				// Somebody else was faster: decide again on what is there now.
			}
		}
		catch (DataAccessException ex) {
			throw ConfigsUnavailableException.databaseAway(ex);
		}
	}

	private boolean exists(ConfigName name, @Nullable Revision latest) {
		return (latest != null) ? !latest.deleted() : this.shipped.findCustom(name.value()) != null;
	}

	/** What to do, given whether there is a custom config of the name. */
	@FunctionalInterface
	private interface Decision {

		Change of(boolean exists);

	}

	/**
	 * What became of a change.
	 */
	enum Change {

		/** Stored as the first of its name. */
		CREATED(true),

		/** Stored in place of another. */
		UPDATED(true),

		/** Marked as deleted. */
		DELETED(true),

		/** Not stored, as there is one. */
		EXISTS(false),

		/** Not deleted, as it is a default. */
		IS_DEFAULT(false),

		/** Not deleted, as there is none. */
		UNKNOWN(false);

		private final boolean stored;

		Change(boolean stored) {
			this.stored = stored;
		}

	}

}
