package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks services whether they are there, for a person who wants to know. Answers are kept
 * for some seconds, so that many who ask cost a service nothing. For use by many threads.
 */
class BuildingBlockProbe {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final Duration KEPT = Duration.ofSeconds(5);

	private static final RequestConfig QUICK = RequestConfig.custom()
		.setResponseTimeout(Timeout.of(LIMIT))
		.setConnectionRequestTimeout(Timeout.of(LIMIT))
		.setRedirectsEnabled(false)
		.build();

	private final CloseableHttpClient client;

	private final ScheduledExecutorService timer;

	private final LongSupplier clock;

	private final Map<BuildingBlock, Finding> findings = new ConcurrentHashMap<>();

	BuildingBlockProbe(CloseableHttpClient client, ScheduledExecutorService timer, LongSupplier nanoClock) {
		this.client = client;
		this.timer = timer;
		this.clock = nanoClock;
	}

	/**
	 * Whether a service answers, with whatever status: any is a sign of life but a server
	 * error.
	 * @param block the service
	 * @param address where it is
	 * @return true if it answered within 2 s, now or a few seconds ago
	 */
	boolean isUp(BuildingBlock block, BlockAddress address) {
		Finding last = this.findings.get(block);
		if (last != null && this.clock.getAsLong() - last.at < KEPT.toNanos()) {
			return last.up;
		}
		boolean up = ask(address, block.healthPath());
		this.findings.put(block, new Finding(up, this.clock.getAsLong()));
		return up;
	}

	private boolean ask(BlockAddress address, String path) {
		HttpGet request = new HttpGet(address.basePath() + path);
		request.setConfig(QUICK);
		if (address.authorization() != null) {
			request.setHeader(HttpHeaders.AUTHORIZATION, address.authorization());
		}
		// Connecting has a longer limit of its own, and an answer may drip.
		ScheduledFuture<?> end = this.timer.schedule(request::cancel, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		try {
			return this.client.execute(address.host(), request, (response) -> response.getCode() < 500);
		}
		catch (IOException ex) {
			return false;
		}
		finally {
			end.cancel(false);
		}
	}

	/** What was found, when. */
	private record Finding(boolean up, long at) {

	}

}
