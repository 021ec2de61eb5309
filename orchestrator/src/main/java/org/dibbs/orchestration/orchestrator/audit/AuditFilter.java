package org.dibbs.orchestration.orchestrator.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; null stands for any.
 *
 * @param tenant of callers of this tenant
 * @param subject of this caller
 * @param action of this action, as on the wire
 * @param target done to this
 * @param outcome with this outcome, as on the wire
 * @param from from this time on
 * @param to before this time
 */
record AuditFilter(@Nullable String tenant, @Nullable String subject, @Nullable String action, @Nullable String target,
		@Nullable String outcome, @Nullable Instant from, @Nullable Instant to) {

	/** Everything. */
	static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);

	/**
	 * The condition, with its values added to a list.
	 * @param before entries before this number only
	 * @param values where the values are added
	 * @return the condition in SQL
	 */
	String where(long before, List<Object> values) {
		List<String> conditions = new ArrayList<>();
		add(conditions, values, "number < ?", before);
		add(conditions, values, "tenant = ?", this.tenant);
		add(conditions, values, "subject = ?", this.subject);
		add(conditions, values, "action = ?", this.action);
		add(conditions, values, "target = ?", this.target);
		add(conditions, values, "outcome = ?", this.outcome);
		add(conditions, values, "occurred_at >= ?", (this.from != null) ? this.from.atOffset(ZoneOffset.UTC) : null);
		add(conditions, values, "occurred_at < ?", (this.to != null) ? this.to.atOffset(ZoneOffset.UTC) : null);
		return String.join(" AND ", conditions);
	}

	private static void add(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
		if (value != null) {
			conditions.add(condition);
			values.add(value);
		}
	}

}
