package org.dibbs.orchestration.local.secrecy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where markers are looked for: all log files of a stack that has ended, and all that its
 * Collector received, passed on and showed to Prometheus.
 */
final class Evidence {

	/**
	 * What the agent tells of each request and each record, and cannot be told to keep to
	 * itself; the Collector takes it out. It may be in what the Collector received, and
	 * nowhere else.
	 */
	private static final Set<String> OF_THE_AGENT = Set.of("url.query", "user_agent.original", "client.address",
			"server.address", "messaging.kafka.message.key");

	private static final List<String> SIGNALS = List.of("traces", "logs", "metrics");

	private final Map<String, String> places = new LinkedHashMap<>();

	private final OtlpReceiver receiver;

	/**
	 * Gathers it.
	 * @param logs the folder of the log files
	 * @param receiver what the Collector sent everything to
	 * @param metrics what the Collector showed to Prometheus
	 */
	Evidence(Path logs, OtlpReceiver receiver, String metrics) {
		this.receiver = receiver;
		try (Stream<Path> files = Files.list(logs)) {
			for (Path file : files.sorted().toList()) {
				this.places.put(file.getFileName().toString(), Files.readString(file));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		for (String signal : SIGNALS) {
			StringBuilder received = new StringBuilder();
			came("received", signal).forEach((body) -> received.append(withoutTheAgents(body)).append('\n'));
			this.places.put("received " + signal, received.toString());
		}
		this.places.put("passed traces", String.join("\n", passed("traces")));
		this.places.put("passed logs", String.join("\n", passed("logs")));
		this.places.put("metrics for Prometheus", metrics);
	}

	private List<String> passed(String signal) {
		return this.receiver.came("/passed/v1/" + signal);
	}

	private List<JsonNode> came(String how, String signal) {
		return this.receiver.came("/" + how + "/v1/" + signal).stream().map(JsonMapper.shared()::readTree).toList();
	}

	Map<String, String> places() {
		return this.places;
	}

	String place(String name) {
		return this.places.getOrDefault(name, "");
	}

	/**
	 * All log records that the Collector received.
	 * @return OTLP log records
	 */
	List<JsonNode> logRecords() {
		return came("received", "logs").stream()
			.flatMap((body) -> body.findValues("logRecords").stream().flatMap((records) -> records.valueStream()))
			.toList();
	}

	/**
	 * All spans that the Collector received.
	 * @return OTLP spans
	 */
	List<JsonNode> spans() {
		return came("received", "traces").stream()
			.flatMap((body) -> body.findValues("spans").stream().flatMap((spans) -> spans.valueStream()))
			.toList();
	}

	/**
	 * An attribute.
	 * @param item a log record or a span
	 * @param key its key
	 * @return its value as text, empty where there is none
	 */
	static String attribute(JsonNode item, String key) {
		return item.path("attributes")
			.valueStream()
			.filter((attribute) -> attribute.path("key").asString().equals(key))
			.map((attribute) -> attribute.path("value").valueStream().findFirst().orElseThrow().asString())
			.findFirst()
			.orElse("");
	}

	private static JsonNode withoutTheAgents(JsonNode node) {
		if (node instanceof ObjectNode object) {
			for (String name : List.of("attributes", "filteredAttributes")) {
				if (object.get(name) instanceof ArrayNode attributes) {
					attributes.removeIf(Evidence::isTheAgents);
				}
			}
		}
		node.forEach(Evidence::withoutTheAgents);
		return node;
	}

	private static boolean isTheAgents(JsonNode attribute) {
		String key = attribute.path("key").asString();
		if (key.equals("url.full")) {
			String url = attribute.path("value").path("stringValue").asString();
			((ObjectNode) attribute.path("value")).put("stringValue", url.replaceFirst("\\?.*", ""));
		}
		return OF_THE_AGENT.contains(key);
	}

}
