package org.dibbs.orchestration.orchestrator.idempotency;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotencyKeyControllerTests {

	private static final String KEY = "0123456789abcdef".repeat(4);

	private static final String DIGEST = "b".repeat(64);

	private final KeyDatabase database = KeyDatabase.inMemory();

	private String tenant = "county-a";

	private final MockMvcTester mvc = MockMvcTester.of(
			List.of(new IdempotencyKeyController(
					this.database.worker(this.database.one, Duration.ofDays(1), InstantSource.system()))),
			(builder) -> builder.defaultRequest(MockMvcRequestBuilders.get("/").with((request) -> {
				request.setAttribute(Caller.ATTRIBUTE, new Caller(this.tenant, "key", Set.of(Scope.SUBMIT)));
				return request;
			})).build());

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void tellsWhoseTheKeyIs() {
		UUID first = UUID.randomUUID();
		for (int i = 0; i < 2; i++) {
			assertThat(post(claim(KEY, first.toString(), DIGEST))).hasStatusOk()
				.hasContentType(MediaType.APPLICATION_JSON)
				.bodyText()
				.matches("\\{\"submission_id\":\"" + first + "\",\"body_digest\":\"" + DIGEST
						+ "\",\"created\":true,\"age_ms\":[0-9]+}");
		}
		assertThat(post(claim(KEY, UUID.randomUUID().toString(), "c".repeat(64)))).hasStatusOk()
			.bodyText()
			.startsWith("{\"submission_id\":\"" + first + "\",\"body_digest\":\"" + DIGEST + "\",\"created\":false,");
	}

	@Test
	void theSameKeyOfTwoTenantsIsTwoKeys() {
		UUID first = UUID.randomUUID();
		UUID second = UUID.randomUUID();
		assertThat(post(claim(KEY, first.toString(), DIGEST))).bodyText().contains(first.toString());
		this.tenant = "county-b";
		assertThat(post(claim(KEY, second.toString(), DIGEST))).hasStatusOk()
			.bodyText()
			.contains(second.toString(), "\"created\":true");
		this.tenant = "county-a";
		assertThat(post(claim(KEY, second.toString(), DIGEST))).bodyText().contains(first.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{\"key_hash\":1}", "{\"key_hash\":\"x\",\"submission_id\":\"x\"}" })
	void refusesWhatIsNoClaim(String body) {
		assertThat(post(body)).hasStatus(HttpStatus.BAD_REQUEST).bodyText().startsWith("{\"detail\":\"A claim is ");
		assertThat(post(claim(KEY.toUpperCase(Locale.ROOT), UUID.randomUUID().toString(), DIGEST)))
			.hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(post("x".repeat(1025))).hasStatus(HttpStatus.CONTENT_TOO_LARGE);
		assertThat(this.database.rows()).isZero();
	}

	@Test
	void aDatabaseThatIsAwayIsNoErrorOfOurs() {
		this.database.takeAway();
		assertThat(post(claim(KEY, UUID.randomUUID().toString(), DIGEST))).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasHeader(HttpHeaders.RETRY_AFTER, "5")
			.bodyText()
			.doesNotContain(KEY);
	}

	private static String claim(String key, String id, String digest) {
		return "{\"key_hash\":\"" + key + "\",\"submission_id\":\"" + id + "\",\"body_digest\":\"" + digest + "\"}";
	}

	private MvcTestResult post(String body) {
		return this.mvc.post()
			.uri("/idempotency-keys")
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

}
