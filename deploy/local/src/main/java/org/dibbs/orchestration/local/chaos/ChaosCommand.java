package org.dibbs.orchestration.local.chaos;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;

import org.dibbs.orchestration.local.stack.Pause;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./dibbs chaos}: starts a stack, sends submissions of all kinds while things go
 * wrong, waits until all has come to rest, and checks that nothing was lost and nothing
 * done twice.
 */
public final class ChaosCommand {

	private static final int USAGE = 2;

	private static final Duration REST_LIMIT = Duration.ofMinutes(6);

	private static final int QUIET_LOOKS = 3;

	private final PrintStream out;

	private final long begin = System.nanoTime();

	ChaosCommand(PrintStream out) {
		this.out = out;
	}

	/**
	 * Does all of it and ends the process: 0 where everything holds, 2 where the call
	 * made no sense, else 1.
	 * @param args {@code [--submissions N] [--seconds S] [--seed X] [--gateways N]
	 * [--workers N] [--keep] [--embedded] [--report FILE] --root FOLDER}
	 */
	public static void main(String[] args) {
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		System.exit(new ChaosCommand(out).run(args));
	}

	int run(String... args) {
		try {
			return run(ChaosOptions.from(args));
		}
		catch (IllegalArgumentException ex) {
			this.out.println(ex.getMessage());
			return USAGE;
		}
		catch (IOException | ExecutionException ex) {
			this.out.println("The chaos could not be made: " + ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return 1;
	}

	private int run(ChaosOptions options) throws IOException, ExecutionException, InterruptedException {
		PostgreSqlServer database = options.embedded() ? null : PostgreSqlServer.startedIfInstalled();
		tell((database != null) ? "The database is a PostgreSQL of its own."
				: "The database is the embedded one, which one of the workers serves"
						+ (options.embedded() ? "." : ", as there is no PostgreSQL in /usr/lib/postgresql."));
		try (ChaosStack stack = new ChaosStack(options, database)) {
			if (options.keep()) {
				stack.keep();
			}
			boolean holds = false;
			try {
				holds = run(options, stack, database);
			}
			finally {
				if (!holds) {
					stack.keep();
					tell("The data and logs stay in " + stack.data());
				}
			}
			return holds ? 0 : 1;
		}
	}

	private boolean run(ChaosOptions options, ChaosStack stack, @Nullable PostgreSqlServer database)
			throws IOException, ExecutionException, InterruptedException {
		stack.up();
		tell(options.gateways() + " gateways and " + options.workers() + " workers are up, seed " + options.seed());
		Client client = new Client();
		Promises promises = new Promises();
		Samples samples = new Samples(options.root());
		HttpSender http = new HttpSender(client, stack.gateways().stream().map(stack::address).toList(), samples,
				promises);
		http.probe().forEach((missing) -> tell("This stack has no " + missing + "; it is left out."));
		Faults faults = new Faults(stack, database, client, new Random(options.seed()), options.time(), this::tell);
		Thread troubles = Thread.ofPlatform().daemon().name("faults").start(faults::run);
		try (KafkaSender kafka = new KafkaSender(stack.bootstrapServers(), samples, promises)) {
			new Load(http, kafka, promises, new Random(options.seed() + 1)).run(options.submissions(), options.time(),
					troubles::isAlive);
		}
		troubles.join();
		tell(promises.count() + " submissions were accepted, all that was stopped is up again");
		Check rest = rest(stack, client);
		List<Check> checks = new ArrayList<>(List.of(rest, faultsHappened(faults), workersCameBack(faults)));
		Evidence evidence = Evidence.gather(stack, client);
		checks.addAll(new Checks(promises, evidence).all());
		ChaosReport report = new ChaosReport(options, promises, evidence, faults, checks, elapsed());
		report.print(this.out);
		if (options.report() != null) {
			report.write(options.report());
		}
		return report.holds();
	}

	// Between two attempts nothing is on the queue, and between the queue and the ledger
	// events are on their way, so it has to be quiet for several looks.
	private Check rest(ChaosStack stack, Client client) throws IOException, ExecutionException, InterruptedException {
		LedgerView ledger = new LedgerView(client, stack.address(stack.gateways().getFirst()));
		TopicScan topics = new TopicScan(stack.bootstrapServers());
		long end = System.nanoTime() + REST_LIMIT.toNanos();
		int quiet = 0;
		long uncommitted = 0;
		long underWay = 0;
		while (quiet < QUIET_LOOKS && System.nanoTime() < end) {
			uncommitted = topics.uncommitted();
			underWay = ledger.underWay();
			quiet = (uncommitted == 0 && underWay == 0) ? quiet + 1 : 0;
			Pause.of(Duration.ofSeconds(1));
		}
		String found = uncommitted + " on the queue, " + underWay + " under way";
		tell("It has come to rest: " + found);
		return new Check("all has come to rest", found, (quiet < QUIET_LOOKS) ? List.of(found) : List.of());
	}

	private static Check faultsHappened(Faults faults) {
		List<String> violations = new ArrayList<>(faults.failed());
		for (FaultKind kind : FaultKind.values()) {
			if (!faults.done().containsKey(kind)) {
				violations.add(kind.label() + " never happened");
			}
		}
		return new Check("each fault happened, and what was stopped came back",
				faults.done().values().stream().mapToInt(Integer::intValue).sum() + " faults", violations);
	}

	private static Check workersCameBack(Faults faults) {
		return new Check("each worker that came back takes work within 15 s of being ready",
				faults.workers().returns().size() + " came back", faults.workers().late());
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.begin);
	}

	private void tell(String what) {
		this.out.printf("%4d s  %s%n", elapsed().toSeconds(), what);
	}

}
