package org.dibbs.orchestration.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backlog is shared: where building blocks are slow, two workers have twice as many of
 * them at work as one.
 */
@BesideOthers
class DrainIntegrationTests {

	private static final Logger logger = LoggerFactory.getLogger(DrainIntegrationTests.class);

	private static final byte[] FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json")
		.getBytes(StandardCharsets.UTF_8);

	private static final int PARTITIONS = 12;

	private static final int MESSAGES = 96;

	private static final int IN_FLIGHT = 4;

	private static final Pattern ENDED = Pattern.compile("Submission ([0-9a-f-]{36}) .*ended");

	private final Script script;

	DrainIntegrationTests() throws IOException {
		this.script = new Script().withPorts(2).with("MAX_IN_FLIGHT", Integer.toString(IN_FLIGHT));
	}

	@AfterEach
	void stop() {
		this.script.close();
	}

	@Test
	void twoWorkersHaveTwiceAsMuchAtWorkAsOneAndEachDoesItsShare() throws Exception {
		Stack stack = Stack.own(this.script);
		Drain one = drain(stack, List.of("orchestrator"));
		stack.up("--workers", "2");
		Drain two = drain(stack, List.of("orchestrator", "orchestrator-2"));
		logger.info("{} messages: {} ms by one worker, {} ms by two, ratio {}", MESSAGES, one.millis(), two.millis(),
				String.format("%.2f", (double) one.millis() / two.millis()));
		// A call counts until the sandbox has noted its end, when the next one may have
		// come.
		assertThat(one.mostAtOnce()).isBetween(IN_FLIGHT, 2 * IN_FLIGHT - 1);
		assertThat(two.mostAtOnce()).isGreaterThanOrEqualTo(2 * IN_FLIGHT);
		assertThat(two.shares()).hasSize(2)
			.allSatisfy((share) -> assertThat(share).isGreaterThanOrEqualTo(MESSAGES / 3));
		assertThat(two.shares().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MESSAGES);
		// What goes well is no reason to wake anybody.
		assertThat(List.of("gateway", "orchestrator", "orchestrator-2"))
			.allSatisfy((process) -> assertThat(log(process)).doesNotContain(" ERROR "));
	}

	// The backlog is written while the workers stand still, which the group does not see
	// for ten seconds.
	private Drain drain(Stack stack, List<String> workers) {
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> shares(stack, workers.size()));
		stack.reset();
		stack.control("{\"endpoint\":\"*\",\"count\":-1,\"delay_ms\":200}");
		List<ProducerRecord<String, byte[]>> backlog = IntStream.range(0, MESSAGES)
			.mapToObj((number) -> new ProducerRecord<>(Topics.SUBMISSIONS, number % PARTITIONS,
					UUID.randomUUID().toString(), FHIR))
			.toList();
		try (KafkaProbe probe = stack.probe(Topics.RESULTS)) {
			workers.forEach((worker) -> stack.signal(worker, "STOP"));
			try {
				probe.writeAll(backlog);
			}
			finally {
				workers.forEach((worker) -> stack.signal(worker, "CONT"));
			}
			long begin = System.nanoTime();
			Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> probe.count(Topics.RESULTS) >= MESSAGES);
			long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
			Set<String> ids = new HashSet<>(backlog.stream().map(ProducerRecord::key).toList());
			List<Integer> shares = workers.stream().map((worker) -> share(worker, ids)).toList();
			return new Drain(mostAtOnce(stack), shares, millis);
		}
	}

	private static boolean shares(Stack stack, int workers) throws ExecutionException, InterruptedException {
		try (Admin admin = Admin
			.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.broker().bootstrapServers()))) {
			return admin.describeConsumerGroups(List.of("orchestrator"))
				.describedGroups()
				.get("orchestrator")
				.get()
				.members()
				.stream()
				.filter((member) -> member.assignment().topicPartitions().size() == PARTITIONS / workers)
				.count() == workers;
		}
	}

	private static int mostAtOnce(Stack stack) {
		JsonFragment stats = JsonFragment.literal(stack.get(stack.sandbox("/__stats")).body());
		return Integer.parseInt(JsonMembers.member(stats, "max_in_flight").json());
	}

	private int share(String worker, Set<String> ids) {
		Set<String> ended = new HashSet<>();
		Matcher lines = ENDED.matcher(log(worker));
		while (lines.find()) {
			ended.add(lines.group(1));
		}
		ended.retainAll(ids);
		return ended.size();
	}

	private String log(String process) {
		try {
			return Files.readString(this.script.data().resolve("logs").resolve(process + ".log"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * How a backlog was worked off.
	 *
	 * @param mostAtOnce calls of building blocks that were under way at once
	 * @param shares how many submissions each worker ended
	 * @param millis how long it took
	 */
	private record Drain(int mostAtOnce, List<Integer> shares, long millis) {

	}

}
