package org.dibbs.orchestration.gateway.submission;

import java.util.ArrayList;
import java.util.List;

import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class BodyReaderTests {

	private static final int LIMIT = 300_000;

	private final BodyMemory memory = new BodyMemory(500_000);

	private final TestPublisher<DataBuffer> parts = TestPublisher.create();

	@Test
	void givesTheBodyAndTheMemoryItTakes() {
		StepVerifier verifier = verifyThat(read(null)).assertNext((body) -> {
			assertThat(body.bytes()).hasSize(250_000);
			assertThat(this.memory.used()).isBetween(250_000L, 300_000L);
			body.memory().release();
			assertThat(this.memory.used()).isZero();
		}).expectComplete().verifyLater();
		this.parts.next(part(100_000), part(150_000)).complete();
		verifier.verify();
	}

	@Test
	void refusesAtTheLimitAndEndsWithTheRestOfTheBody() {
		StepVerifier verifier = verifyRefused(ProblemKind.TOO_LARGE);
		this.parts.next(part(200_000), part(200_000));
		verifier.verify();
		assertThat(this.memory.used()).isZero();
		this.parts.next(part(200_000)).complete();
	}

	@Test
	void refusesWhereThereIsNoMemory() {
		BodyMemory.Reservation others = this.memory.reserve();
		others.grow(400_000);
		StepVerifier verifier = verifyRefused(ProblemKind.TOO_MANY);
		this.parts.next(part(200_000));
		verifier.verify();
		assertThat(this.memory.used()).isEqualTo(400_000);
	}

	@Test
	void givesTheMemoryBackWhenTheCallerLeaves() {
		StepVerifier verifier = verifyThat(read(null)).then(() -> this.parts.next(part(100_000)))
			.thenCancel()
			.verifyLater();
		verifier.verify();
		assertThat(this.memory.used()).isZero();
	}

	@Test
	void givesTheMemoryBackWhenTheCallerLeavesBeforeAWorkerHasTheBody() {
		List<Runnable> waiting = new ArrayList<>();
		Disposable caller = read(null, Schedulers.fromExecutor(waiting::add)).subscribe();
		this.parts.next(part(250_000)).complete();
		assertThat(this.memory.used()).isPositive();
		caller.dispose();
		waiting.forEach(Runnable::run);
		assertThat(this.memory.used()).isZero();
	}

	@Test
	void hasNoMemoryForWhomItWasTakenBackFrom() {
		BodyMemory.Reservation reservation = this.memory.reserve();
		assertThat(reservation.grow(1)).isTrue();
		reservation.release();
		assertThat(reservation.grow(1)).isFalse();
		assertThat(this.memory.used()).isZero();
	}

	@Test
	void givesTheMemoryBackWhenTheConnectionBreaks() {
		StepVerifier verifier = verifyThat(read(null)).expectError(IllegalStateException.class).verifyLater();
		this.parts.next(part(100_000)).error(new IllegalStateException());
		verifier.verify();
		assertThat(this.memory.used()).isZero();
	}

	@Test
	void doesNotReceiveABodyThatIsOnlyAnnounced() {
		verifyThat(read("100-continue")).expectError(RefusedBodyException.class).verify();
		this.parts.assertWasNotSubscribed();
	}

	private static StepVerifier.FirstStep<ReceivedBody> verifyThat(Mono<ReceivedBody> body) {
		return StepVerifier.create(body);
	}

	private StepVerifier verifyRefused(ProblemKind reason) {
		return verifyThat(read(null))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(RefusedBodyException.class,
					(refused) -> assertThat(refused.reason()).isEqualTo(reason)))
			.verifyLater();
	}

	private Mono<ReceivedBody> read(String expect) {
		return read(expect, Schedulers.immediate());
	}

	private Mono<ReceivedBody> read(String expect, Scheduler workers) {
		MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.post("/");
		if (expect != null) {
			request.header(HttpHeaders.EXPECT, expect).contentLength(LIMIT + 1);
		}
		return BodyReader.read(request.body(this.parts.flux()), LIMIT, this.memory, workers, BodyReader.SMALL);
	}

	private static DataBuffer part(int length) {
		return DefaultDataBufferFactory.sharedInstance.wrap(new byte[length]);
	}

}
