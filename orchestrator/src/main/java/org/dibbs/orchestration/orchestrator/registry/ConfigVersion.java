package org.dibbs.orchestration.orchestrator.registry;

import java.time.Instant;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One entry in the history of a config.
 *
 * @param version its number
 * @param createdAt when it was stored; null for the one that came with the software
 * @param createdBy who stored it
 * @param deleted whether it says that the config was deleted
 */
record ConfigVersion(int version, @Nullable Instant createdAt, String createdBy, boolean deleted) {

	/** The version that came with the software. */
	static final ConfigVersion SHIPPED = new ConfigVersion(WorkflowConfig.SHIPPED, null, "shipped", false);

	JsonFragment json() {
		return new JsonObjectBuilder().member("version", this.version)
			.member("created_at", (this.createdAt != null) ? this.createdAt.toString() : null)
			.member("created_by", this.createdBy)
			.member("deleted", JsonFragment.literal(Boolean.toString(this.deleted)))
			.build();
	}

}
