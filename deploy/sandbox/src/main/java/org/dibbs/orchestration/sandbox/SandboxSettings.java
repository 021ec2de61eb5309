package org.dibbs.orchestration.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the sandbox is told by its environment.
 *
 * @param host where to listen, SANDBOX_HOST, by default 127.0.0.1
 * @param port the port, SANDBOX_PORT, by default 8091; 0 takes a free one
 * @param delay how long every building block call waits, SANDBOX_DELAY, such as 20ms or
 * 1.5s; by default not at all
 * @param cheap whether canned answers are given instead of real work, SANDBOX_CHEAP
 */
public record SandboxSettings(String host, int port, Duration delay, boolean cheap) {

	private static final Pattern DELAY = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s)?");

	private static final int HIGHEST_PORT = 65535;

	/**
	 * Reads the settings.
	 * @param environment the environment's variables
	 * @return the settings
	 * @throws IllegalArgumentException with one clear line if a value cannot be used
	 */
	public static SandboxSettings from(Map<String, String> environment) {
		return new SandboxSettings(environment.getOrDefault("SANDBOX_HOST", "127.0.0.1"),
				port(environment.getOrDefault("SANDBOX_PORT", "8091")),
				delay(environment.getOrDefault("SANDBOX_DELAY", "0ms")),
				Boolean.parseBoolean(environment.getOrDefault("SANDBOX_CHEAP", "false")));
	}

	private static int port(String text) {
		if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= HIGHEST_PORT) {
			return Integer.parseInt(text);
		}
		throw new IllegalArgumentException("SANDBOX_PORT has to be a number from 0 to 65535, not " + text);
	}

	private static Duration delay(String text) {
		Matcher parts = DELAY.matcher(text.strip());
		if (!parts.matches()) {
			throw new IllegalArgumentException("SANDBOX_DELAY has to be a time such as 20ms or 1.5s, not " + text);
		}
		double millis = Double.parseDouble(parts.group(1)) * ("s".equals(parts.group(2)) ? 1000 : 1);
		return Duration.ofNanos(Math.round(millis * 1_000_000));
	}

}
