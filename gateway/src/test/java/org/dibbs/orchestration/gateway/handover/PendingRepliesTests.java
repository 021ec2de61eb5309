package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class PendingRepliesTests {

	private final PendingReplies pending = new PendingReplies(2);

	@Test
	void handsAReplyToWhoeverWaitsForIt() {
		PendingReply first = open();
		PendingReply second = open();
		assertThat(this.pending.complete(second.id(), Requests.REPLY)).isTrue();
		StepVerifier.create(second.reply()).expectNext(Requests.REPLY).verifyComplete();
		StepVerifier.create(first.reply()).expectSubscription().expectNoEvent(Duration.ZERO).thenCancel();
	}

	@Test
	void hasNoMorePlacesThanItsLimit() {
		open();
		PendingReply second = open();
		assertThat(this.pending.open(SubmissionId.next())).isNull();
		this.pending.close(second);
		assertThat(this.pending.open(SubmissionId.next())).isNotNull();
		assertThat(this.pending.size()).isEqualTo(2);
	}

	@Test
	void countsAPlaceThatIsClosedTwiceOnce() {
		PendingReply place = open();
		open();
		this.pending.close(place);
		this.pending.close(place);
		assertThat(this.pending.size()).isEqualTo(1);
		assertThat(place.isWanted()).isFalse();
	}

	@Test
	void whoPutsASubmissionOnTheQueueAgainTakesTheReplyFromNobody() {
		PendingReply first = open();
		PendingReply again = this.pending.open(first.id());
		assertThat(again).isNotNull();
		assertThat(this.pending.size()).isEqualTo(2);
		this.pending.close(again);
		assertThat(this.pending.size()).isEqualTo(1);
		assertThat(this.pending.complete(first.id(), Requests.REPLY)).isTrue();
		StepVerifier.create(first.reply()).expectNext(Requests.REPLY).verifyComplete();
		this.pending.close(first);
		assertThat(this.pending.size()).isZero();
	}

	@Test
	void tellsThoseWhoWaitByAnotherWayWhenItLetsGo() {
		StepVerifier farewell = StepVerifier.create(this.pending.farewell()).expectComplete().verifyLater();
		this.pending.letGo();
		farewell.verify(Duration.ofSeconds(10));
	}

	@Test
	void takesNoReplyNobodyWaitsFor() {
		PendingReply place = open();
		this.pending.close(place);
		assertThat(this.pending.complete(place.id(), Requests.REPLY)).isFalse();
		assertThat(this.pending.complete(SubmissionId.next(), Requests.REPLY)).isFalse();
	}

	@Test
	void takesAReplyForProofThatTheQueueTookTheSubmission() {
		PendingReply place = open();
		this.pending.complete(place.id(), Requests.REPLY);
		StepVerifier.create(place.accepted()).verifyComplete();
	}

	@Test
	void keepsAReplyThatIsFasterThanItsCaller() {
		PendingReply place = open();
		this.pending.complete(place.id(), Requests.REPLY);
		place.refuse(new IllegalStateException("too late"));
		StepVerifier.create(place.accepted().then(place.reply())).expectNext(Requests.REPLY).verifyComplete();
	}

	@Test
	void keepsItsLimitUnderConcurrency() throws Exception {
		PendingReplies places = new PendingReplies(20);
		AtomicInteger open = new AtomicInteger();
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			List<Future<Integer>> mosts = IntStream.range(0, 8)
				.mapToObj((thread) -> threads.submit(() -> mostOpen(places, open)))
				.toList();
			for (Future<Integer> most : mosts) {
				assertThat(most.get()).isLessThanOrEqualTo(20);
			}
		}
		assertThat(places.size()).isZero();
	}

	private static int mostOpen(PendingReplies places, AtomicInteger open) {
		int most = 0;
		Deque<PendingReply> mine = new ArrayDeque<>();
		for (int i = 0; i < 5000; i++) {
			PendingReply place = places.open(SubmissionId.next());
			if (place != null) {
				most = Math.max(most, open.incrementAndGet());
				mine.add(place);
			}
			if (mine.size() == 5 || (place == null && !mine.isEmpty())) {
				open.decrementAndGet();
				places.close(mine.remove());
			}
		}
		for (PendingReply place : mine) {
			open.decrementAndGet();
			places.close(place);
		}
		return most;
	}

	private PendingReply open() {
		PendingReply place = this.pending.open(SubmissionId.next());
		assertThat(place).isNotNull();
		return place;
	}

}
