package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.dibbs.orchestration.exchange.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads a page. Each index has one filter, the status and the time, in
 * the order of the page, and the one of configs the kind of message, too; so a filter
 * without status reads one range for each status. The equal columns stand before the time
 * in ORDER BY, which changes nothing but lets H2 see that an index has this order.
 */
final class PageStatement {

	private static final String NEWEST = "accepted_at DESC, id DESC";

	private static final String BATCH = "batch_id";

	private static final String TENANT = "tenant";

	private final SubmissionFilter filter;

	private final @Nullable SubmissionCursor cursor;

	private final int limit;

	private final List<Object> values = new ArrayList<>();

	private final String sql;

	PageStatement(SubmissionFilter filter, @Nullable SubmissionCursor cursor, int limit) {
		this.filter = filter;
		this.cursor = cursor;
		this.limit = limit;
		this.sql = sql();
	}

	String statement() {
		return this.sql;
	}

	Object[] parameters() {
		return this.values.toArray();
	}

	private String sql() {
		String first = firstColumn();
		if (first == null && this.filter.statuses().isEmpty()) {
			return range(null, null, null);
		}
		List<SubmissionStatus> statuses = this.filter.statuses().isEmpty() ? Arrays.asList(SubmissionStatus.values())
				: this.filter.statuses();
		List<String> ranges = new ArrayList<>();
		for (SubmissionStatus status : statuses) {
			if (!"config".equals(first) || this.filter.messageType() != null) {
				ranges.add(range(first, status, this.filter.messageType()));
				continue;
			}
			for (MessageType type : MessageType.values()) {
				ranges.add(range(first, status, type.wire()));
			}
			ranges.add(range(first, status, null));
		}
		if (ranges.size() == 1) {
			return ranges.getFirst();
		}
		this.values.add(this.limit);
		return "SELECT * FROM ((" + String.join(") UNION ALL (", ranges) + ")) ranges ORDER BY " + NEWEST + " LIMIT ?";
	}

	// The one that leaves least, as a rule.
	private @Nullable String firstColumn() {
		if (this.filter.batch() != null) {
			return BATCH;
		}
		if (this.filter.reason() != null) {
			return "reason";
		}
		if (this.filter.step() != null) {
			return "step";
		}
		if (this.filter.config() != null) {
			return "config";
		}
		if (this.filter.tenant() != null) {
			return TENANT;
		}
		return (this.filter.messageType() != null) ? "message_type" : null;
	}

	private String range(@Nullable String first, @Nullable SubmissionStatus status, @Nullable String type) {
		boolean byConfig = "config".equals(first);
		List<String> conditions = new ArrayList<>();
		if (this.filter.batch() != null) {
			conditions.add(BATCH + " = ?");
			this.values.add(this.filter.batch());
		}
		equal(conditions, first, "reason", this.filter.reason());
		equal(conditions, first, "step", this.filter.step());
		equal(conditions, first, "config", this.filter.config());
		equal(conditions, byConfig ? "message_type" : first, "message_type", type);
		if (byConfig && type == null) {
			conditions.add("message_type IS NULL");
		}
		equal(conditions, first, TENANT, this.filter.tenant());
		equal(conditions, "status", "status", (status != null) ? status.name() : null);
		time(conditions, "accepted_at >= ?", this.filter.from());
		time(conditions, "accepted_at < ?", this.filter.to());
		if (this.cursor != null) {
			time(conditions, "accepted_at <= ?", this.cursor.accepted());
			time(conditions, "(accepted_at < ? OR id < ?)", this.cursor.accepted());
			this.values.add(this.cursor.id());
		}
		this.values.add(this.limit);
		return "SELECT " + SubmissionTable.COLUMNS + " FROM submission"
				+ (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " ORDER BY "
				+ ((first != null) ? first + ", " : "") + (byConfig ? "message_type, " : "")
				+ ((status != null) ? "status, " : "") + NEWEST + " LIMIT ?";
	}

	// H2 would read the index of any of them, and then sort all it found; so only the
	// first is put so that an index can serve it.
	private void equal(List<String> conditions, @Nullable String first, String column, @Nullable String value) {
		if (value != null) {
			conditions.add(column.equals(first) ? column + " = ?" : "COALESCE(" + column + ", '') = ?");
			this.values.add(value);
		}
	}

	private void time(List<String> conditions, String condition, @Nullable Instant value) {
		if (value != null) {
			conditions.add(condition);
			this.values.add(value.atOffset(ZoneOffset.UTC));
		}
	}

}
