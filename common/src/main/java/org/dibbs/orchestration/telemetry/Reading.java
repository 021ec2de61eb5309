package org.dibbs.orchestration.telemetry;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that gauges are read from and that may be away or slow, such as a database.
 * It is read only when somebody wants to know, so never where no telemetry is on, and one
 * read at a time.
 *
 * @param <T> what is read
 */
public final class Reading<T> {

	private static final Logger logger = LoggerFactory.getLogger(Reading.class);

	private final String what;

	private final Source<T> source;

	private final Duration patience;

	private @Nullable CompletableFuture<@Nullable T> running;

	/**
	 * Creates the reading.
	 * @param what what is read, for the log
	 * @param source reads it
	 * @param patience how long is waited for it
	 */
	public Reading(String what, Source<T> source, Duration patience) {
		this.what = what;
		this.source = source;
		this.patience = patience;
	}

	/**
	 * Reads it now.
	 * @return what was read; null where that failed or took too long
	 */
	public synchronized @Nullable T get() {
		CompletableFuture<@Nullable T> current = this.running;
		if (current == null) {
			current = start();
			this.running = current;
		}
		try {
			T value = current.get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
			this.running = null;
			return value;
		}
		catch (TimeoutException ex) {
			// Not begun again before it has ended; what it gives then is the next value.
			return null;
		}
		catch (ExecutionException ex) {
			this.running = null;
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	private CompletableFuture<@Nullable T> start() {
		CompletableFuture<@Nullable T> result = new CompletableFuture<>();
		Thread.ofVirtual().name("telemetry-reading").start(() -> {
			try {
				result.complete(this.source.read());
			}
			catch (Exception | OutOfMemoryError ex) {
				logger.debug("{} cannot be read for telemetry: {}", this.what, ex.getClass().getName());
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	/**
	 * Reads.
	 *
	 * @param <T> what is read
	 */
	@FunctionalInterface
	public interface Source<T> {

		/**
		 * Reads it.
		 * @return what was read; null where there is nothing to report
		 * @throws Exception if it is away
		 */
		@Nullable T read() throws Exception;

	}

}
