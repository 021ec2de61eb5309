package org.dibbs.orchestration.keys;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.InternalSecret;
import org.dibbs.orchestration.security.InternalToken;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.settings.SecretFiles;

/**
 * Makes what an operator who has the installation's secret shows a worker, where no front
 * door leads: {@code ./dibbs ledger} uses it. The token counts for a minute.
 */
public final class WorkerTokenCommand {

	/** Who it is, in the audit trail. */
	private static final Caller OPERATOR = new Caller(Caller.DEFAULT_TENANT, "operator", Set.of(Scope.ADMIN));

	private static final String SECRET = "INTERNAL_SECRET";

	private final PrintStream out;

	private final PrintStream err;

	private final Map<String, String> environment;

	private final InstantSource clock;

	WorkerTokenCommand(PrintStream out, PrintStream err, Map<String, String> environment, InstantSource clock) {
		this.out = out;
		this.err = err;
		this.environment = environment;
		this.clock = clock;
	}

	/**
	 * Prints a token and ends the process: 0 where there is one, else 1.
	 * @param args nothing
	 */
	public static void main(String[] args) {
		System.exit(new WorkerTokenCommand(
				new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
				new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
				System.getenv(), InstantSource.system())
			.run());
	}

	int run() {
		try {
			Map<String, String> variables = new HashMap<>(this.environment);
			variables.putAll(SecretFiles.read(this.environment));
			InternalSecret secret = InternalSecret.of(SECRET, variables.get(SECRET));
			if (secret == null) {
				this.err.println(SECRET + " is not set: workers ask nobody who calls.");
				return 1;
			}
			this.out.println(InternalToken.of(OPERATOR, secret, this.clock.instant()));
			return 0;
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			this.err.println(ex.getMessage());
			return 1;
		}
	}

}
