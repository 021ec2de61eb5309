package org.dibbs.orchestration.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What watches a stack: the Collector, Prometheus and Alertmanager of this machine.
 */
public final class Watchers {

	private Watchers() {
	}

	/** Tests that need them are skipped where this machine lacks one. */
	static void areThere() {
		assumeThat(Stream.of(Program.find("prometheus"), Program.find("prometheus-alertmanager"),
				Script.ROOT.resolve(".dibbs-tools/dibbs-otel-collector")))
			.as("WITHOUT Collector, Prometheus and Alertmanager TELEMETRY IS NOT TESTED; ./dibbs telemetry gets them")
			.allMatch((program) -> program != null && Files.isExecutable(program));
	}

	/**
	 * A watched stack of two gateways and two workers, which whoever asks for it has for
	 * himself, and stops by closing its script.
	 * @param settings environment variables
	 * @return the stack
	 */
	public static Stack stack(Map<String, String> settings) {
		areThere();
		try {
			Script script = new Script().withTelemetry().withPorts(2).with("OTEL_JAVAAGENT_ENABLED", "true");
			settings.forEach(script::with);
			return Stack.own(script, "--gateways", "2", "--workers", "2");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
