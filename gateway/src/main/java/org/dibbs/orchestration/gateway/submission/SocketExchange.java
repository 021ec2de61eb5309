package org.dibbs.orchestration.gateway.submission;

import java.time.Duration;
import java.util.Optional;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.problem.ProblemException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * Tells over a socket how far one message has come, frame by frame and no faster than the
 * caller reads.
 */
final class SocketExchange {

	private static final int ACCEPTED = 202;

	private final WebSocketSession session;

	private final SubmissionId id;

	private final String configLabel;

	private final BodyMemory.Reservation memory;

	private final SubmissionMetrics metrics;

	private final ProgressFrames frames = new ProgressFrames();

	private final long begun = System.nanoTime();

	/**
	 * Creates the exchange.
	 * @param session the socket
	 * @param id the submission's name
	 * @param configLabel the config's name as a log may show it
	 * @param memory what the answers are taken from; released when the exchange ends
	 * @param metrics is told what the caller is told
	 */
	SocketExchange(WebSocketSession session, SubmissionId id, String configLabel, BodyMemory.Reservation memory,
			SubmissionMetrics metrics) {
		this.session = session;
		this.id = id;
		this.configLabel = configLabel;
		this.memory = memory;
		this.metrics = metrics;
	}

	/**
	 * Tells everything.
	 * @param progress how far the message has come
	 * @return the status to close the socket with; nothing where it stays open for the
	 * next message
	 */
	Mono<CloseStatus> tell(Flux<SubmissionProgress> progress) {
		return progress.takeWhile(this::hasRoom)
			// Beyond this point frames wait for the caller.
			.onBackpressureBuffer()
			.concatMap(this::tell, 1)
			.next()
			.switchIfEmpty(Mono.fromSupplier(this::letGo))
			.flatMap((close) -> close.map(this::fail).orElse(Mono.empty()))
			.doOnError(ProblemException.class, (ex) -> this.metrics.refused(SubmissionOrigin.PROCESS_ZIP, ex))
			.onErrorResume(ProblemException.class, (ex) -> fail(CloseReason.refused(ex.problem())))
			.doFinally((signal) -> this.memory.release());
	}

	/** A frame holds all answers so far, so each is there twice for a while. */
	private boolean hasRoom(SubmissionProgress progress) {
		int length = switch (progress) {
			case SubmissionProgress.Step step -> step.response().length();
			case SubmissionProgress.End end -> end.reply().body().length;
		};
		return this.memory.grow(2L * length);
	}

	private Mono<Optional<CloseStatus>> tell(SubmissionProgress progress) {
		return switch (progress) {
			case SubmissionProgress.Step step -> {
				byte[] frame = this.frames.after(step);
				yield (frame != null) ? send(frame).then(Mono.empty()) : Mono.empty();
			}
			case SubmissionProgress.End end -> end(end.reply());
		};
	}

	private Mono<Optional<CloseStatus>> end(WorkflowReply reply) {
		log(new HandoverOutcome.Answered(this.id, reply), reply.status());
		return switch (reply) {
			case WorkflowReply.Completed completed ->
				send(ProgressFrames.end(completed)).thenReturn(Optional.<CloseStatus>empty());
			case WorkflowReply.Failed failed -> Mono.just(Optional.of(CloseReason.failed(failed.kind(), this.id)));
		};
	}

	private Optional<CloseStatus> letGo() {
		log(new HandoverOutcome.StillRunning(this.id, true), ACCEPTED);
		return Optional.of(CloseReason.stillRunning(this.id));
	}

	private Mono<CloseStatus> fail(CloseStatus reason) {
		return send(ProgressFrames.error()).thenReturn(reason);
	}

	private Mono<Void> send(byte[] text) {
		return this.session.send(Mono.fromSupplier(() -> {
			DataBuffer payload = this.session.bufferFactory().wrap(text);
			return new WebSocketMessage(WebSocketMessage.Type.TEXT, payload);
		}));
	}

	private void log(HandoverOutcome outcome, int status) {
		this.metrics.answered(SubmissionOrigin.PROCESS_ZIP, outcome);
		SubmissionLog.answered(outcome, this.configLabel, status,
				Duration.ofNanos(System.nanoTime() - this.begun).toMillis());
	}

}
