package org.dibbs.orchestration.sandbox;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;

import org.dibbs.orchestration.sandbox.server.SandboxServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sandbox as a program. Runs until SIGTERM ends it, at once: it keeps nothing that
 * would have to be brought to safety.
 */
public final class SandboxApplication {

	private static final Logger logger = LoggerFactory.getLogger(SandboxApplication.class);

	private SandboxApplication() {
	}

	/**
	 * Starts the program; ends it with status 1 and one line if it cannot start.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		if (!start()) {
			System.exit(1);
		}
	}

	private static boolean start() {
		try {
			SandboxSettings settings = SandboxSettings.from(System.getenv());
			return start(settings);
		}
		catch (IllegalArgumentException ex) {
			logger.error("{}", ex.getMessage());
			return false;
		}
	}

	private static boolean start(SandboxSettings settings) {
		try {
			SandboxServer server = Sandbox.start(settings);
			logger.info("Sandbox answers at http://{}:{} after {} ms (delay {} ms, cheap {})", settings.host(),
					server.port(), ManagementFactory.getRuntimeMXBean().getUptime(), settings.delay().toMillis(),
					settings.cheap());
			return true;
		}
		catch (BindException ex) {
			logger.error("Port {} of {} is in use or may not be used; set SANDBOX_PORT to another one", settings.port(),
					settings.host());
			return false;
		}
		catch (IOException ex) {
			logger.error("Cannot listen at {}:{}: {}", settings.host(), settings.port(), ex.getMessage());
			return false;
		}
	}

}
