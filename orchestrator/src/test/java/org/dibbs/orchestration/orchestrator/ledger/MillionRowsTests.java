package org.dibbs.orchestration.orchestrator.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.database.TestPostgreSql;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Ending;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Request;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Resumption;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every query answers fast with a million submissions, on both databases. Takes minutes,
 * so it runs only with {@code -Dledger.rows=1000000}.
 */
@EnabledIfSystemProperty(named = "ledger.rows", matches = "\\d+")
class MillionRowsTests {

	private static final Logger logger = LoggerFactory.getLogger(MillionRowsTests.class);

	private static final Duration LIMIT = Duration.ofMillis(50);

	private static final int ROWS = Integer.getInteger("ledger.rows", 0);

	private static final Duration DISTANCE = Duration.ofDays(90).dividedBy(Math.max(1, ROWS));

	private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

	private static final List<String> TYPES = List.of("ecr", "elr", "vxu", "fhir");

	@Test
	void onH2(@TempDir Path folder) {
		try (LedgerDatabase database = LedgerDatabase.at("jdbc:h2:file:" + folder.resolve("ledger")
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;AUTO_SERVER=TRUE;OPTIMIZE_REUSE_RESULTS=0",
				"sa")) {
			fill(database);
			check(database);
		}
	}

	@Test
	void onPostgreSql() throws Exception {
		TestPostgreSql server = TestPostgreSql.started();
		try (LedgerDatabase database = LedgerDatabase.at(server.url(), TestPostgreSql.USER)) {
			fill(database);
			database.jdbc.execute("VACUUM ANALYZE");
			check(database);
		}
		finally {
			server.remove();
		}
	}

	private static void fill(LedgerDatabase database) {
		long begin = System.nanoTime();
		CountTable counts = new CountTable(database.jdbc);
		for (int from = 0; from < ROWS; from += 10_000) {
			List<LedgerEntry> entries = new ArrayList<>();
			List<LedgerStep> steps = new ArrayList<>();
			CountTable.Changes changes = new CountTable.Changes();
			for (int i = from; i < Math.min(ROWS, from + 10_000); i++) {
				LedgerEntry entry = entry(i);
				entries.add(entry);
				changes.add(entry);
				for (int number = 1; number <= 2; number++) {
					steps.add(new LedgerStep(entry.id(), number, "service", "endpoint" + number, "success", 200, 40, 1,
							entry.times().updated(), null));
				}
			}
			database.submissions.insert(entries);
			database.steps.write(steps);
			counts.apply(changes);
		}
		logger.info("{} rows in {} s", ROWS, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
	}

	// Nearly all succeed, a hundredth fails, some are dead, the last ones run. Each
	// config
	// has one kind of message.
	private static LedgerEntry entry(int i) {
		Instant at = FIRST.plus(DISTANCE.multipliedBy(i)).truncatedTo(ChronoUnit.MILLIS);
		SubmissionStatus status = (i > ROWS - 20) ? SubmissionStatus.RUNNING : (i % 10_000 == 7) ? SubmissionStatus.DEAD
				: (i % 100 == 3) ? SubmissionStatus.FAILED : SubmissionStatus.SUCCEEDED;
		RecordPlace result = new RecordPlace(Topics.RESULTS, i % 12, i);
		Ending ending = switch (status) {
			case ACCEPTED, RUNNING -> null;
			case SUCCEEDED -> new Ending("completed", 200, null, result);
			case FAILED -> new Ending("step-failed", 503, (i % 300 == 3) ? "worker-error" : "step-failed", result);
			case DEAD -> new Ending(null, null, "Not readable", null);
		};
		String tenant = (i % 1000 == 0) ? "small" : "county-" + i % 10;
		Request request = new Request(tenant, "process-message", TYPES.get(i % 4), "config-" + (i % 12) + ".json", 1,
				new RecordPlace(Topics.SUBMISSIONS, i % 12, i), (i % 50 == 0) ? id(i / 10_000) : null);
		return new LedgerEntry(id(i), status, request, new Times(at, at, at, at), 1,
				(status == SubmissionStatus.FAILED) ? "convert-to-fhir" : "save-fhir-data", Events.TRACE, ending,
				Resumption.NONE);
	}

	private static UUID id(int i) {
		return new UUID(0x0190_0000_0000_7000L + ((long) i << 16), i * 0x9E37_79B9_7F4A_7C15L);
	}

	private static void check(LedgerDatabase database) {
		SubmissionQueries queries = new SubmissionQueries(database.jdbc);
		Map<String, Runnable> questions = questions(queries);
		Map<String, Long> slow = new LinkedHashMap<>();
		questions.forEach((name, question) -> {
			long[] micros = new long[21];
			for (int i = 0; i < micros.length; i++) {
				long begin = System.nanoTime();
				question.run();
				micros[i] = Duration.ofNanos(System.nanoTime() - begin).toNanos() / 1000;
			}
			long first = micros[0];
			Arrays.sort(micros);
			logger.info("{}: median {} us, worst {} us, first {} us", name, micros[10], micros[20], first);
			if (micros[10] > LIMIT.toNanos() / 1000) {
				slow.put(name, micros[10]);
			}
		});
		assertThat(slow).as("microseconds").isEmpty();
	}

	private static Map<String, Runnable> questions(SubmissionQueries queries) {
		Map<String, Runnable> questions = new LinkedHashMap<>();
		Instant middle = FIRST.plus(Duration.ofDays(45)).plusSeconds(1234);
		questions.put("one", () -> assertThat(queries.find(id(ROWS / 3))).isNotNull());
		questions.put("steps", () -> assertThat(queries.steps(id(ROWS / 3))).hasSize(2));
		questions.put("unknown", () -> assertThat(queries.find(UUID.randomUUID())).isNull());
		questions.put("summary", () -> assertThat(queries.summary(null, null, null)).isNotEmpty());
		questions.put("summary of a tenant", () -> assertThat(queries.summary(null, null, "small")).isNotEmpty());
		questions.put("summary of a range",
				() -> assertThat(queries.summary(middle, middle.plus(Duration.ofDays(20)), null)).isNotEmpty());
		filters(middle).forEach((name, filter) -> {
			questions.put("page " + name, () -> queries.page(filter, null, 50));
			questions.put("middle page " + name,
					() -> queries.page(filter, new SubmissionCursor(middle.plusSeconds(4000), id(5)), 500));
		});
		return questions;
	}

	private static Map<String, SubmissionFilter> ofTenants() {
		List<SubmissionStatus> any = List.of();
		List<SubmissionStatus> failed = List.of(SubmissionStatus.FAILED);
		Map<String, SubmissionFilter> filters = new LinkedHashMap<>();
		filters.put("tenant", new SubmissionFilter(any, null, null, null, null, null, null, null, "county-3"));
		filters.put("tenant failed",
				new SubmissionFilter(failed, null, null, null, null, null, null, null, "county-3"));
		filters.put("small tenant", new SubmissionFilter(any, null, null, null, null, null, null, null, "small"));
		filters.put("tenant config",
				new SubmissionFilter(any, "config-3.json", null, null, null, null, null, null, "county-3"));
		return filters;
	}

	private static Map<String, SubmissionFilter> filters(Instant middle) {
		List<SubmissionStatus> any = List.of();
		List<SubmissionStatus> failed = List.of(SubmissionStatus.FAILED);
		List<SubmissionStatus> bad = List.of(SubmissionStatus.FAILED, SubmissionStatus.DEAD);
		Map<String, SubmissionFilter> filters = ofTenants();
		filters.put("all", new SubmissionFilter(any, null, null, null, null, null, null, null, null));
		filters.put("failed", new SubmissionFilter(failed, null, null, null, null, null, null, null, null));
		filters.put("failed or dead", new SubmissionFilter(bad, null, null, null, null, null, null, null, null));
		filters.put("accepted", new SubmissionFilter(List.of(SubmissionStatus.ACCEPTED), null, null, null, null, null,
				null, null, null));
		filters.put("config", new SubmissionFilter(any, "config-3.json", null, null, null, null, null, null, null));
		filters.put("config failed",
				new SubmissionFilter(failed, "config-3.json", null, null, null, null, null, null, null));
		filters.put("unknown config", new SubmissionFilter(any, "x", null, null, null, null, null, null, null));
		filters.put("type", new SubmissionFilter(any, null, "elr", null, null, null, null, null, null));
		filters.put("type failed", new SubmissionFilter(failed, null, "fhir", null, null, null, null, null, null));
		filters.put("step", new SubmissionFilter(any, null, null, "save-fhir-data", null, null, null, null, null));
		filters.put("step failed",
				new SubmissionFilter(bad, null, null, "convert-to-fhir", null, null, null, null, null));
		filters.put("reason", new SubmissionFilter(any, null, null, null, "worker-error", null, null, null, null));
		filters.put("reason and config",
				new SubmissionFilter(any, "config-3.json", null, null, "step-failed", null, null, null, null));
		filters.put("step and config that never meet",
				new SubmissionFilter(failed, "config-1.json", null, "convert-to-fhir", null, null, null, null, null));
		filters.put("config and type that never meet",
				new SubmissionFilter(any, "config-1.json", "ecr", null, null, null, null, null, null));
		filters.put("batch", new SubmissionFilter(any, null, null, null, null, null, null, id(ROWS / 20_000), null));
		filters.put("failed of a batch",
				new SubmissionFilter(failed, null, null, null, null, null, null, id(ROWS / 20_000), null));
		filters.put("range",
				new SubmissionFilter(any, null, null, null, null, middle, middle.plusSeconds(86_400), null, null));
		filters.put("failed in a range", new SubmissionFilter(failed, null, null, null, null, middle,
				middle.plus(Duration.ofDays(20)), null, null));
		return filters;
	}

}
