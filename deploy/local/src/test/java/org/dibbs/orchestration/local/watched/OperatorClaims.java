package org.dibbs.orchestration.local.watched;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.dibbs.orchestration.local.deployment.Dashboard;
import org.dibbs.orchestration.local.watched.Prometheus.Exemplar;
import org.dibbs.orchestration.local.watched.TraceStore.Span;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who follows "In three clicks" of docs/dashboards.md finds what was planted.
 */
interface OperatorClaims {

	Path RUNBOOKS = Path.of("../../docs/runbooks");

	Duration PATIENCE = Duration.ofMinutes(2);

	WatchedStack watched();

	Story story();

	@Test
	default void aSlowBlockIsFoundInThreeClicks() {
		Dashboard workers = dashboard("dibbs-workers");
		String query = workers.queries(panel(workers, "Steps, p95"), WatchedStack.RATE_INTERVAL).getFirst();
		// One line leaves the others.
		Instant since = story().slowSince().plus(WatchedStack.RATE_INTERVAL);
		await().atMost(PATIENCE).until(() -> Instant.now().isAfter(since));
		Map<String, Double> lines = await().atMost(PATIENCE)
			.until(() -> highest(watched().shown(query, since, Instant.now()), "endpoint"),
					(highest) -> highest.getOrDefault(story().slow(), 0.0) > 2);
		assertThat(lines.entrySet()).filteredOn((line) -> !line.getKey().equals(story().slow()))
			.isNotEmpty()
			.allSatisfy((line) -> assertThat(line.getValue()).as(line.getKey()).isLessThan(1));
		// A dot on it is a trace, of which the longest call is the one that the block was
		// late to answer.
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(slowest(query)).hasValueSatisfying((span) -> {
			assertThat(span.attributes().get("url.full")).endsWith("/" + story().slow());
			assertThat(span.seconds()).isGreaterThan(2);
		}));
	}

	// The longest call in the trace of the highest dot.
	private Optional<Span> slowest(String query) {
		return watched().prometheus()
			.exemplars(query, story().slowSince(), Instant.now())
			.stream()
			.filter((dot) -> story().slow().equals(dot.labels().get("endpoint")))
			.max(Comparator.comparingDouble(Exemplar::value))
			.flatMap((dot) -> watched().traces()
				.trace(dot.trace())
				.stream()
				.filter((span) -> span.kind() == Span.CLIENT)
				.max(Comparator.comparingDouble(Span::seconds)));
	}

	@Test
	default void aPoisonMessageIsFoundInThreeClicks() {
		Dashboard pipeline = dashboard("dibbs-pipeline");
		JsonNode panel = panel(pipeline, "Dead letters that arrived");
		assertThat(List.of("attempts-used-up", "not-a-submission")).allSatisfy((reason) -> {
			// A line rises.
			await().atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(highest(watched().shown(pipeline, panel), "reason").getOrDefault(reason, 0.0))
							.isPositive());
			// A click on it leads to those submissions, and from there to each.
			String found = link(panel, "Those submissions").replace("${__field.labels.reason}", reason);
			String id = reason.equals("not-a-submission") ? story().noSubmission() : story().poison();
			JsonNode submission = get(found).path("submissions")
				.valueStream()
				.filter((one) -> one.path("submission_id").asString().equals(id))
				.findFirst()
				.orElseThrow(() -> new AssertionError(found + " has no " + id));
			assertThat(submission.path("reason").asString()).isEqualTo(reason);
			JsonNode whole = get("${gateway}" + submission.at("/links/self").asString());
			assertThat(whole.path("step").asString()).isEqualTo(reason.equals("not-a-submission") ? "" : "gone");
			// Another click on the line says what helps.
			assertThat(document(link(panel, "What helps"))).contains("| `" + reason + "` |");
		});
	}

	@Test
	default void aStoppedWorkerIsFoundInThreeClicks() {
		Dashboard pipeline = dashboard("dibbs-pipeline");
		JsonNode panel = panel(pipeline, "What reports, and what is silent");
		String query = pipeline.queries(panel, WatchedStack.RATE_INTERVAL).getFirst();
		await().atMost(PATIENCE).untilAsserted(() -> {
			Map<String, Double> heard = watched().prometheus()
				.query(query)
				.stream()
				.collect(Collectors.toMap((row) -> row.label("instance"), Series::last));
			assertThat(heard).containsKeys("gateway", "gateway-2", "orchestrator", story().killed());
			assertThat(heard).allSatisfy((instance, seconds) -> {
				if (instance.equals(story().killed())) {
					assertThat(seconds).as(instance).isGreaterThan(30);
				}
				else {
					assertThat(seconds).as(instance).isLessThan(30);
				}
			});
		});
		// Its name leads to what it did until then.
		assertThat(panel.toString()).contains("/d/dibbs-workers?var-instance=${__value.raw}");
		Dashboard workers = dashboard("dibbs-workers");
		String threads = workers.queries(panel(workers, "Threads"), WatchedStack.RATE_INTERVAL).getFirst();
		assertThat(watched().shown(threads.replace("=~\".*\"", "=~\"" + story().killed() + "\""), watched().begin(),
				Instant.now()))
			.hasSize(1);
	}

	@Test
	default void everyAlertThatFiresLeadsToItsPage() {
		Dashboard pipeline = dashboard("dibbs-pipeline");
		JsonNode panel = panel(pipeline, "Firing alerts");
		assertThat(panel.toString()).contains("\"url\":\"${runbooks}/${__value.raw}.md\"");
		assertThat(watched().shown(pipeline, panel)).isNotEmpty()
			.allSatisfy((alert) -> assertThat(RUNBOOKS.resolve(alert.label("alertname") + ".md")).exists());
	}

	private static Map<String, Double> highest(List<Series> lines, String label) {
		return lines.stream()
			.filter((line) -> !line.numbers().isEmpty())
			.collect(Collectors.toMap((line) -> line.label(label),
					(line) -> line.numbers().stream().max(Comparator.naturalOrder()).orElseThrow(), Math::max));
	}

	private static Dashboard dashboard(String uid) {
		return only(Dashboard.all(), Dashboard::uid, uid);
	}

	private static JsonNode panel(Dashboard dashboard, String title) {
		return only(dashboard.panels(), (panel) -> panel.path("title").asString(), title);
	}

	private static String link(JsonNode panel, String title) {
		return only(List.copyOf(panel.at("/fieldConfig/defaults/links").values()),
				(link) -> link.path("title").asString(), title)
			.path("url")
			.asString();
	}

	private static <T> T only(List<T> all, Function<T, String> name, String wanted) {
		assertThat(all).extracting(name::apply).containsOnlyOnce(wanted);
		return all.stream().filter((one) -> name.apply(one).equals(wanted)).findFirst().orElseThrow();
	}

	private JsonNode get(String link) {
		String gateway = watched().stack().gateway(1, "").toString();
		String body = watched().stack().get(URI.create(link.replace("${gateway}", gateway))).body();
		return JsonMapper.shared().readTree(body);
	}

	// The part of a document that a link with # leads to.
	private static String document(String link) throws IOException {
		String[] parts = link.replace("${runbooks}", RUNBOOKS.toString()).split("#");
		List<String> lines = Files.readAllLines(Path.of(parts[0]));
		return lines.stream()
			.dropWhile((line) -> !slug(line).equals(parts[1]))
			.skip(1)
			.takeWhile((line) -> !line.startsWith("#"))
			.collect(Collectors.joining("\n"));
	}

	private static String slug(String heading) {
		return heading.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-');
	}

}
