package org.dibbs.orchestration.bench.subject;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.dibbs.orchestration.bench.process.ChildProcess;
import org.dibbs.orchestration.bench.process.Watched;
import org.dibbs.orchestration.bench.report.BlockCalls;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;

/**
 * The building blocks: the sandbox in its cheap mode.
 */
public final class Blocks implements AutoCloseable {

	private final ChildProcess process;

	private final HttpAsker asker;

	private Blocks(ChildProcess process) {
		this.process = process;
		this.asker = new HttpAsker(process.address().getPort());
	}

	/**
	 * Starts them.
	 * @param sandbox the program
	 * @param logs the folder of its log
	 * @return what answers
	 * @throws IOException if it does not start
	 */
	public static Blocks start(Path sandbox, Path logs) throws IOException {
		int port = ChildProcess.freePort();
		return new Blocks(ChildProcess.java(
				port, logs.resolve("blocks.log"), Map.of("SANDBOX_HOST", "127.0.0.1", "SANDBOX_PORT",
						Integer.toString(port), "SANDBOX_CHEAP", "true", "SANDBOX_DELAY", "0ms"),
				List.of("-Xmx2g", "-XX:+UseSerialGC", "-jar", sandbox.toString())));
	}

	/**
	 * Where they listen.
	 * @return the port
	 */
	public int port() {
		return this.process.address().getPort();
	}

	/**
	 * What they are.
	 * @return the process
	 */
	public Watched watched() {
		return new Watched("blocks", this.process.pid(), null);
	}

	/**
	 * Begins to count anew.
	 * @param latency how long each call takes from now on
	 * @throws IOException if that is refused
	 */
	public void reset(Duration latency) throws IOException {
		this.asker.ask("POST", "/__reset", "");
		if (!latency.isZero()) {
			this.asker.ask("POST", "/__control",
					"{\"endpoint\":\"*\",\"count\":-1,\"delay_ms\":" + latency.toMillis() + "}");
		}
	}

	/**
	 * What was counted since then.
	 * @return the calls
	 * @throws IOException if that is not told
	 */
	public BlockCalls calls() throws IOException {
		JsonFragment stats = JsonFragment.literal(this.asker.get("/__stats"));
		Map<String, Long> bytes = new LinkedHashMap<>();
		for (Map.Entry<String, JsonFragment> entry : Objects
			.requireNonNullElse(JsonMembers.of(HttpAsker.member(stats, "endpoints")), Map.<String, JsonFragment>of())
			.entrySet()) {
			bytes.put(entry.getKey(),
					HttpAsker.number(entry.getValue(), "bytes_in") / HttpAsker.number(entry.getValue(), "calls"));
		}
		return new BlockCalls(HttpAsker.number(stats, "max_in_flight"), bytes);
	}

	@Override
	public void close() throws IOException {
		this.process.close();
	}

}
