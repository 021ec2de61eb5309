package org.dibbs.orchestration.keys;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.common.KafkaException;
import org.dibbs.orchestration.audit.AuditAction;
import org.dibbs.orchestration.audit.AuditOutcome;
import org.dibbs.orchestration.audit.AuditRecord;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.StoredKey;

/**
 * Makes, lists and revokes keys: {@code ./dibbs keys}. A new key is shown once, on the
 * standard output; what is stored does not tell it.
 */
public final class KeysCommand {

	private static final int USAGE = 2;

	/** Who tells, in the audit trail. */
	private static final String SOURCE = "keys";

	private final PrintStream out;

	private final PrintStream err;

	private final Map<String, String> environment;

	KeysCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
		this.out = out;
		this.err = err;
		this.environment = environment;
	}

	/**
	 * Does what it is asked and ends the process: 0 where it is done, 2 where the call
	 * made no sense, else 1.
	 * @param args {@code create|list|revoke} with what belongs to it, and {@code --kafka}
	 */
	public static void main(String[] args) {
		// Nothing but the key is to be on the standard output, whatever logs among what
		// this runs with.
		System.setProperty("slf4j.internal.verbosity", "WARN");
		System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
		System.exit(new KeysCommand(stream(FileDescriptor.out), stream(FileDescriptor.err), System.getenv()).run(args));
	}

	int run(String... args) {
		try {
			KeyOptions options = KeyOptions.parse(args);
			KeyTopic topic = KeyTopic.of(options.kafka(), this.environment);
			return switch (options.verb()) {
				case "create" -> create(options, topic);
				case "list" -> list(topic);
				default -> revoke(options.id(), topic);
			};
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			this.err.println(ex.getMessage());
			return USAGE;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | KafkaException ex) {
			this.err.printf("Kafka does not do it: %s. './dibbs status' says what runs.%n",
					ex.getClass().getSimpleName());
		}
		return 1;
	}

	private int create(KeyOptions options, KeyTopic topic) throws InterruptedException, ExecutionException {
		ApiKey key = ApiKey.create(new SecureRandom());
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		StoredKey stored = new StoredKey(key.id(), key.hash(), new Caller(options.tenant(), key.id(), options.scopes()),
				now, now.plus(options.lifetime()), false);
		topic.write(stored, audit(AuditAction.CREATE_KEY, stored));
		this.err.printf("Key %s of tenant %s may %s until %s. It is shown this once:%n", key.id(), options.tenant(),
				scopes(stored), stored.expires());
		this.out.println(key.reveal());
		return 0;
	}

	private int list(KeyTopic topic) {
		Instant now = Instant.now();
		this.out.println("id tenant scopes created expires state");
		topic.read()
			.values()
			.forEach((key) -> this.out.printf("%s %s %s %s %s %s%n", key.id(), key.caller().tenant(), scopes(key),
					key.created(), key.expires(), state(key, now)));
		return 0;
	}

	private int revoke(String id, KeyTopic topic) throws InterruptedException, ExecutionException {
		StoredKey key = topic.read().get(id);
		if (key == null) {
			this.err.println("There is no key with this id; './dibbs keys list' names them.");
			return 1;
		}
		topic.write(key.revoke(), audit(AuditAction.REVOKE_KEY, key));
		this.err.printf("Key %s is revoked.%n", key.id());
		return 0;
	}

	// Whoever may write to Kafka may do this; nobody else knows who that is than this
	// machine.
	private static AuditRecord audit(AuditAction action, StoredKey key) {
		return new AuditRecord(SubmissionId.next().value(), Instant.now(), SOURCE, key.caller().tenant(),
				System.getProperty("user.name", ""), action, key.id(), AuditOutcome.DONE, 0);
	}

	private static String state(StoredKey key, Instant now) {
		if (key.revoked()) {
			return "revoked";
		}
		return key.isValid(now) ? "valid" : "expired";
	}

	private static String scopes(StoredKey key) {
		return key.caller().scopes().stream().sorted().map(Scope::wire).collect(Collectors.joining(","));
	}

	private static PrintStream stream(FileDescriptor descriptor) {
		return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
	}

}
