package org.dibbs.orchestration.bench.subject;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.dibbs.orchestration.bench.process.Watched;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.local.stack.OwnStack;
import org.jspecify.annotations.Nullable;

/**
 * The stack that is measured, as {@code ./dibbs up} starts it, with building blocks from
 * elsewhere.
 */
public final class MeasuredStack implements Target {

	private static final Map<String, String> BLOCKS = Map.of("VALIDATION_URL", "/validation", "FHIR_CONVERTER_URL",
			"/fhir-converter", "INGESTION_URL", "/ingestion", "MESSAGE_PARSER_URL", "/message-parser",
			"TRIGGER_CODE_REFERENCE_URL", "/trigger-code-reference", "ECR_VIEWER_URL", "/ecr-viewer");

	private static final List<String> PROCESSES = List.of("gateway", "broker", "orchestrator", "orchestrator-2",
			"collector", "prometheus");

	// What somebody tries out is measured with the rest.
	/** Each process runs in a folder of its own in {@code app}. */
	private static final String GC_LOG = "-Xlog:gc:file=../../logs/gc-%p.log";

	private static final String PASSED_ON = "(GATEWAY|ORCHESTRATOR|BROKER)_JAVA_OPTS|OTEL_INSTRUMENTATION_.*";

	private static final Pattern SPANS = Pattern
		.compile("(?m)^otelcol_receiver_accepted_spans_total\\{[^}]*} ([0-9.e+]+)");

	private final OwnStack stack;

	private final Telemetry telemetry;

	private final HttpAsker asker;

	private MeasuredStack(OwnStack stack, Telemetry telemetry) {
		this.stack = stack;
		this.telemetry = telemetry;
		this.asker = new HttpAsker(stack.port("gateway"));
	}

	/**
	 * Starts a stack, and returns when it answers.
	 * @param root the folder of the repository
	 * @param telemetry with or without
	 * @param blocks the building blocks that it calls
	 * @param further what it is told besides
	 * @return the stack
	 * @throws IOException if it does not get ready, or has no Collector and is to have
	 * one
	 */
	public static MeasuredStack start(Path root, Telemetry telemetry, Blocks blocks, Map<String, String> further)
			throws IOException {
		Map<String, String> settings = new HashMap<>(passedOn());
		settings.putAll(further);
		settings.putAll(Map.of("DIBBS_READY_TIMEOUT", "240", "SMARTY_AUTH_ID", "bench", "SMARTY_AUTH_TOKEN", "bench",
				"DIBBS_JAVA_OPTS", GC_LOG));
		BLOCKS.forEach((name, path) -> settings.put(name, "http://127.0.0.1:" + blocks.port() + path));
		List<String> ports = new ArrayList<>(
				List.of("GATEWAY_PORT", "ORCHESTRATOR_PORT", "ORCHESTRATOR_2_PORT", "SANDBOX_PORT", "KAFKA_PORT"));
		if (telemetry == Telemetry.ON) {
			ports.addAll(List.of("COLLECTOR_PORT", "COLLECTOR_GRPC_PORT", "COLLECTOR_OWN_METRICS_PORT",
					"COLLECTOR_METRICS_PORT", "PROMETHEUS_PORT"));
			// Nobody is to be told that a benchmark runs.
			settings.put("ALERTMANAGER_PORT", "none");
		}
		else {
			settings.putAll(Map.of("DIBBS_TELEMETRY", "off", "OTEL_JAVAAGENT_ENABLED", "false"));
		}
		MeasuredStack started = new MeasuredStack(new OwnStack(root, "dibbs-bench", settings, ports), telemetry);
		try {
			started.up(1);
			if (telemetry == Telemetry.ON && started.stack.pid("collector") == null) {
				throw new IOException("the Collector did not start, so there would be nothing to measure with it");
			}
			return started;
		}
		catch (IOException ex) {
			started.close();
			throw ex;
		}
	}

	/**
	 * Finds out whether a stack can have telemetry, before anything is measured in vain.
	 * @param root the folder of the repository
	 * @throws IOException if it cannot
	 */
	public static void requireCollector(Path root) throws IOException {
		if (!Files.isExecutable(root.resolve(".dibbs-tools/dibbs-otel-collector"))) {
			throw new IOException("there is no Collector on this machine; './dibbs telemetry' gets it, "
					+ "'--telemetry off' does without");
		}
	}

	/**
	 * What of this process's environment the stack gets, too.
	 * @return names and values
	 */
	public static Map<String, String> passedOn() {
		Map<String, String> passedOn = new HashMap<>(System.getenv());
		passedOn.keySet().removeIf((name) -> !name.matches(PASSED_ON));
		return passedOn;
	}

	/**
	 * Starts what is missing, and returns when it is ready.
	 * @param workers how many workers there are to be
	 * @throws IOException if it does not get ready
	 */
	public void up(int workers) throws IOException {
		this.stack.run("up", "--detach", "--no-build", "--workers", Integer.toString(workers));
	}

	@Override
	public String name() {
		return "telemetry " + this.telemetry.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether it tells what it does.
	 * @return with or without telemetry
	 */
	public Telemetry telemetry() {
		return this.telemetry;
	}

	@Override
	public InetSocketAddress address() {
		return new InetSocketAddress("127.0.0.1", this.stack.port("gateway"));
	}

	@Override
	public List<Watched> processes() throws IOException {
		List<Watched> processes = new ArrayList<>();
		for (String name : PROCESSES) {
			Long pid = this.stack.pid(name);
			if (pid != null) {
				processes.add(new Watched(name, pid, gcLog(name, pid)));
			}
		}
		return processes;
	}

	private @Nullable Path gcLog(String name, long pid) {
		boolean java = !List.of("collector", "prometheus").contains(name);
		return java ? this.stack.data().resolve("logs/gc-" + pid + ".log") : null;
	}

	/**
	 * What the ledger knows.
	 * @return how many submissions it has, by their state
	 * @throws IOException if it is not told
	 */
	public Submissions submissions() throws IOException {
		JsonFragment states = HttpAsker.member(JsonFragment.literal(this.asker.get("/submissions/summary")),
				"by_status");
		return new Submissions(HttpAsker.number(states, "ACCEPTED") + HttpAsker.number(states, "RUNNING"),
				HttpAsker.number(states, "SUCCEEDED"),
				HttpAsker.number(states, "FAILED") + HttpAsker.number(states, "DEAD"));
	}

	/**
	 * Uploads a workflow config.
	 * @param name its name
	 * @param document the config
	 * @throws IOException if it is refused
	 */
	public void upload(String name, String document) throws IOException {
		this.asker.ask("PUT", "/configs/" + name, document);
	}

	/**
	 * What the queue holds on disk.
	 * @return bytes in the logs of all topics
	 */
	public long kafkaBytes() {
		long sum = 0;
		for (File partition : files(this.stack.data().resolve("kafka/logs").toFile())) {
			for (File file : files(partition)) {
				sum += file.getName().endsWith(".log") ? file.length() : 0;
			}
		}
		return sum;
	}

	// Files come and go meanwhile.
	private static File[] files(File folder) {
		return Objects.requireNonNullElse(folder.listFiles(), new File[0]);
	}

	/**
	 * What the Collector has got.
	 * @return the number of spans; 0 without telemetry
	 * @throws IOException if it does not tell
	 */
	public long spans() throws IOException {
		if (this.telemetry == Telemetry.OFF) {
			return 0;
		}
		String metrics = new HttpAsker(this.stack.port("collector-own-metrics")).get("/metrics");
		Matcher found = SPANS.matcher(metrics);
		double sum = 0;
		while (found.find()) {
			sum += Double.parseDouble(found.group(1));
		}
		return Math.round(sum);
	}

	/**
	 * Has its folder stay when it is closed.
	 * @return the folder, with its logs
	 */
	public Path keep() {
		this.stack.keep();
		return this.stack.data();
	}

	@Override
	public void close() throws IOException {
		this.stack.close();
	}

	/**
	 * How many submissions there are.
	 *
	 * @param underWay those that have not ended
	 * @param succeeded those that have ended well
	 * @param failed those that have not
	 */
	public record Submissions(long underWay, long succeeded, long failed) {

		/**
		 * How many have ended, well or not.
		 * @return their number
		 */
		public long ended() {
			return this.succeeded + this.failed;
		}

	}

}
