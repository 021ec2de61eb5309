package org.dibbs.orchestration.gateway.submission;

import java.lang.ref.WeakReference;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.Decoding;
import org.dibbs.orchestration.exchange.SubmissionDecoder;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.gateway.idempotency.IdempotencyKey;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the first request got no further than its key, or no worker answers.
 */
class KeyedHandoverFailureTests extends KeyedHandoverFixture {

	@Test
	void aWorkerThatIsDeadOrBusyIsFollowedByTheOther() {
		for (int status : List.of(503, 500, 404)) {
			one.statuses.add(status);
			for (int i = 0; i < 2; i++) {
				assertThat(send("/process-message", "k" + status, MESSAGE).statusCode()).isEqualTo(200);
			}
			assertThat(one.statuses).isEmpty();
		}
		assertThat(this.handover.ids()).hasSize(3);
		one.die();
		try {
			for (int i = 0; i < 4; i++) {
				assertThat(send("/process-message", "d" + i, MESSAGE).statusCode()).isEqualTo(200);
			}
		}
		finally {
			one.comeBack();
		}
	}

	@Test
	void whenNoWorkerCanSayNothingIsAccepted() {
		one.die();
		two.die();
		try {
			HttpResponse<String> refused = send("/process-message", "k", MESSAGE);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(header(refused, "Retry-After")).isEqualTo("5");
			assertThat(refused.body()).contains("The message counts as not accepted");
		}
		finally {
			one.comeBack();
			two.comeBack();
		}
		assertThat(this.handover.ids()).isEmpty();
		assertThat(send("/process-message", "k", MESSAGE).statusCode()).isEqualTo(200);
	}

	@Test
	void whatTheQueueDidNotTakeIsPutThereByTheNextWhoSendsIt() {
		this.handover.behaves((id) -> Mono.error(new ProblemException(ProblemKind.HANDOVER_UNAVAILABLE, "away")));
		assertThat(send("/process-message", "k", MESSAGE).statusCode()).isEqualTo(503);
		completes();
		database.age = 60_000;
		HttpResponse<String> second = send("/process-message", "k", MESSAGE);
		assertThat(second.statusCode()).isEqualTo(200);
		assertThat(second.body()).isEqualTo(OK);
		assertThat(header(second, "Idempotent-Replayed")).isEmpty();
		assertThat(this.handover.ids()).hasSize(2).containsOnly(SubmissionId.parse(header(second, "Submission-Id")));
		assertThat(this.handover.lastWait()).isZero();
		assertThat(header(send("/process-message", "k", MESSAGE), "Idempotent-Replayed")).isEqualTo("true");
		assertThat(this.handover.ids()).hasSize(2);
	}

	@Test
	void theFirstHasItsTimeToGetOntoTheQueue() {
		this.handover.behaves((id) -> Mono.never());
		CompletableFuture<HttpResponse<String>> first = later("/process-message", "k", MESSAGE);
		Awaitility.await().until(() -> !this.handover.ids().isEmpty());
		CompletableFuture<HttpResponse<String>> second = later("/process-message", "k", MESSAGE);
		String look = "GET /submissions/" + id();
		Awaitility.await().until(() -> database.asked.stream().filter(look::equals).count() >= 3);
		assertThat(this.handover.ids()).hasSize(1);
		database.known.add(id());
		database.results.put(id(), KeyWorker.Answer.result(200, "application/json", OK));
		assertThat(second.join().statusCode()).isEqualTo(200);
		assertThat(this.handover.ids()).hasSize(1);
		assertThat(first).isNotDone();
		first.cancel(true);
	}

	@Test
	void holdsNothingOfTheMessageWhileTheCallerWaits() {
		runs();
		send("/submissions", "k", large());
		BodyMemory.Reservation reservation = this.memory.reserve();
		List<Disposable> caller = new ArrayList<>();
		WeakReference<byte[]> body = wait(reservation, caller);
		String look = "GET /submissions/" + id() + "/result?wait=60s";
		Awaitility.await().until(() -> database.asked.contains(look));
		Awaitility.await().until(() -> {
			System.gc();
			return body.get() == null;
		});
		assertThat(this.memory.used()).isZero();
		caller.getFirst().dispose();
	}

	private WeakReference<byte[]> wait(BodyMemory.Reservation reservation, List<Disposable> caller) {
		byte[] document = large().getBytes(StandardCharsets.UTF_8);
		reservation.grow(document.length);
		Decoding.Valid valid = (Decoding.Valid) SubmissionDecoder.decode(document);
		IdempotencyKey key = IdempotencyKey.of(List.of("k"));
		assertThat(key).isNotNull();
		caller.add(frontDoor.getBean(KeyedHandover.class)
			.handOver(key, valid.request(), reservation,
					new KeyedHandover.Asked(Caller.OPEN, Duration.ofMinutes(5), null))
			.subscribe());
		return new WeakReference<>(valid.request().document().bytes());
	}

	private static String large() {
		return MESSAGE.replace("{}}", "{\"a\":\"" + "x".repeat(1_000_000) + "\"}}");
	}

}
