package org.dibbs.orchestration.orchestrator.block;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How the building blocks are reached. Defaults stand in {@code application.yaml}.
 *
 * @param url the services' base URLs
 * @param http limits of the HTTP client
 * @param retry when a failed call is made again
 * @param circuitBreaker when a service that fails is left alone for a while
 */
@ConfigurationProperties("dibbs.blocks")
public record BuildingBlockProperties(Url url, Http http, Retry retry, CircuitBreaker circuitBreaker) {

	/**
	 * Base URLs of the services that come with the software, which the path of a step's
	 * endpoint is put behind; empty where a service is not there, which only fails the
	 * workflows that need it.
	 *
	 * @param validation of the validation service
	 * @param fhirConverter of the FHIR converter
	 * @param ingestion of the ingestion service
	 * @param messageParser of the message parser
	 * @param triggerCodeReference of the trigger code reference service
	 * @param ecrViewer of the eCR viewer, its own base path included
	 */
	public record Url(@Nullable String validation, @Nullable String fhirConverter, @Nullable String ingestion,
			@Nullable String messageParser, @Nullable String triggerCodeReference, @Nullable String ecrViewer) {

		/** Without the URLs, which may hold credentials. */
		@Override
		public String toString() {
			return "Url[]";
		}

	}

	/**
	 * Limits of the HTTP client.
	 *
	 * @param connectTimeout how long connecting may take
	 * @param responseTimeout how long a service may take to answer, and how long a call
	 * may wait for a connection when all are in use
	 * @param idleTimeout how long a connection is kept for the next call; shorter than
	 * the services' own limit, so that none is used that is just being closed
	 * @param maxConnectionsPerService how many calls one service may have to answer at a
	 * time
	 * @param maxConnections how many calls may be under way at a time
	 * @param maxResponseSize the largest answer that is read, at most 2 GB
	 */
	public record Http(Duration connectTimeout, Duration responseTimeout, Duration idleTimeout,
			int maxConnectionsPerService, int maxConnections, DataSize maxResponseSize) {

		public Http {
			positive("http.connect-timeout", connectTimeout);
			positive("http.response-timeout", responseTimeout);
			positive("http.idle-timeout", idleTimeout);
			positive("http.max-connections-per-service", maxConnectionsPerService);
			positive("http.max-connections", maxConnections);
			Assert.isTrue(maxResponseSize.toBytes() > 0 && maxResponseSize.toBytes() < Integer.MAX_VALUE,
					"dibbs.blocks.http.max-response-size must be between 1 byte and 2 GB");
		}

	}

	/**
	 * When a failed call is made again.
	 *
	 * @param attempts how often a call is made at most, the first time included
	 * @param initialInterval the pause before the second attempt; every further one is
	 * twice as long, and all are shortened or lengthened by up to half at random
	 * @param maxInterval the longest pause
	 */
	public record Retry(int attempts, Duration initialInterval, Duration maxInterval) {

		public Retry {
			positive("retry.attempts", attempts);
			positive("retry.initial-interval", initialInterval);
			Assert.isTrue(maxInterval.compareTo(initialInterval) > 0,
					"dibbs.blocks.retry.max-interval must be longer than initial-interval");
		}

	}

	/**
	 * When a service that fails is left alone for a while.
	 *
	 * @param window how many of the last calls are looked at
	 * @param minimumCalls how many calls there must be before any verdict
	 * @param failureRate the percentage of failed ones from which the service is left
	 * alone, above 0 and at most 100
	 * @param openDuration for how long
	 * @param trialCalls how many calls then decide whether it works again
	 */
	public record CircuitBreaker(int window, int minimumCalls, float failureRate, Duration openDuration,
			int trialCalls) {

		public CircuitBreaker {
			positive("circuit-breaker.window", window);
			positive("circuit-breaker.minimum-calls", minimumCalls);
			positive("circuit-breaker.open-duration", openDuration);
			positive("circuit-breaker.trial-calls", trialCalls);
			Assert.isTrue(failureRate > 0 && failureRate <= 100,
					"dibbs.blocks.circuit-breaker.failure-rate must be above 0 and at most 100");
		}

	}

	private static void positive(String key, int value) {
		Assert.isTrue(value > 0, () -> "dibbs.blocks." + key + " must be at least 1");
	}

	private static void positive(String key, Duration value) {
		Assert.isTrue(value.isPositive(), () -> "dibbs.blocks." + key + " must be longer than 0");
	}

}
