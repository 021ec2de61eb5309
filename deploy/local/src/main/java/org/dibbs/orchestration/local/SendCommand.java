package org.dibbs.orchestration.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.security.SecurityHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Sends a file to the front door: {@code ./dibbs send FILE}. The answer's body goes to
 * the standard output, everything else to the standard error.
 */
public final class SendCommand {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final int USAGE = 2;

	private final PrintStream out;

	private final PrintStream err;

	SendCommand(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/**
	 * Sends a file and ends the process: 0 where it was answered with 2xx, 2 where the
	 * call made no sense, else 1.
	 * @param args {@code FILE [--config NAME] [--type ecr|elr|vxu|fhir] --gateway URL}
	 */
	public static void main(String[] args) {
		System.exit(new SendCommand(stream(FileDescriptor.out), stream(FileDescriptor.err)).run(args));
	}

	int run(String... args) {
		String gateway = "the gateway";
		try {
			Map<String, String> options = options(args);
			gateway = options.getOrDefault("--gateway", "http://127.0.0.1:8080");
			Path file = file(options.get("FILE"));
			MessageFile message = MessageFile.read(file, type(options.get("--type")));
			String config = options.getOrDefault("--config", message.defaultConfig());
			this.err.printf("Sending %s as %s (%s) with %s to %s%n", file, message.messageType().wire(),
					message.dataType().wire(), config, gateway);
			return send(gateway, message.request(config));
		}
		catch (IllegalArgumentException ex) {
			this.err.println(ex.getMessage());
			return USAGE;
		}
		catch (ConnectException ex) {
			this.err.printf("Nothing answers at %s. './dibbs status' says what runs, './dibbs up' starts it.%n",
					gateway);
		}
		catch (IOException ex) {
			this.err.printf("The message could not be sent: %s%n", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return 1;
	}

	private int send(String gateway, JsonFragment request) throws IOException, InterruptedException {
		HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(gateway + "/process-message"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofByteArray(request.bytes()));
		// Not an argument: those can be seen by everybody on the machine.
		String key = System.getenv("DIBBS_API_KEY");
		if (key != null && !key.isBlank()) {
			post.header(SecurityHeaders.API_KEY, key.strip());
		}
		try (HttpClient client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(CONNECT_TIMEOUT)
			.build()) {
			HttpResponse<byte[]> response = client.send(post.build(), HttpResponse.BodyHandlers.ofByteArray());
			String id = response.headers().firstValue("Submission-Id").orElse("none");
			this.err.printf("HTTP %d, Submission-Id %s%n", response.statusCode(), id);
			this.out.write(response.body());
			this.out.println();
			return (response.statusCode() / 100 == 2) ? 0 : 1;
		}
	}

	private static Map<String, String> options(String[] args) {
		Map<String, String> options = new HashMap<>();
		for (int i = 0; i < args.length; i++) {
			String name = args[i];
			if (!name.startsWith("--")) {
				if (options.put("FILE", name) != null) {
					throw new IllegalArgumentException("One file at a time: '" + name + "' is one too many");
				}
			}
			else if (name.matches("--(config|type|gateway)") && i + 1 < args.length) {
				options.put(name, args[++i]);
			}
			else {
				throw new IllegalArgumentException(
						"'" + name + "' is not understood; known: --config NAME, --type ecr|elr|vxu|fhir");
			}
		}
		return options;
	}

	private static Path file(@Nullable String name) {
		if (name == null) {
			throw new IllegalArgumentException("Which file? dibbs send FILE [--config NAME] [--type ecr|elr|vxu|fhir]");
		}
		Path file = Path.of(name);
		if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
			throw new IllegalArgumentException(name + " is no file that can be read");
		}
		return file;
	}

	private static @Nullable MessageType type(@Nullable String name) {
		MessageType type = (name != null) ? MessageType.of(name) : null;
		if (name != null && type == null) {
			throw new IllegalArgumentException("--type is '" + name + "', expected ecr, elr, vxu or fhir");
		}
		return type;
	}

	private static PrintStream stream(FileDescriptor descriptor) {
		return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
	}

}
