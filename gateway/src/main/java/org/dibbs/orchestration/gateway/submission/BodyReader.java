package org.dibbs.orchestration.gateway.submission;

import java.util.function.Consumer;

import org.dibbs.orchestration.problem.ProblemKind;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Reads the body of one request, up to a limit that holds whatever the request declares.
 * What comes after a refusal is still received, and thrown away: a caller who is busy
 * sending does not see an answer before that is done.
 */
final class BodyReader extends BaseSubscriber<DataBuffer> {

	// The server tells an error once more when the answer to it ends; the first time
	// counts
	// (Hooks.KEY_ON_ERROR_DROPPED, which is not public).
	private static final Context TOLD_ONCE = Context.of("reactor.onErrorDropped.local", (Consumer<Throwable>) (ex) -> {
	});

	/** Up to this size checking the JSON takes no longer than handing it to a thread. */
	static final int SMALL = 128 * 1024;

	private final MonoSink<ReceivedBody> sink;

	private final BodyMemory.Reservation memory;

	private final BodyBuffer buffer;

	private final Scheduler workers;

	private final int small;

	private final Sinks.Empty<Void> rest = Sinks.empty();

	private boolean refused;

	private BodyReader(MonoSink<ReceivedBody> sink, BodyMemory.Reservation memory, BodyBuffer buffer, Scheduler workers,
			int small) {
		this.sink = sink;
		this.memory = memory;
		this.buffer = buffer;
		this.workers = workers;
		this.small = small;
	}

	/**
	 * Reads a body.
	 * @param request the request
	 * @param limit the most bytes it may have
	 * @param memory what it is taken from
	 * @param workers where to go on with a large body, so that work on it does not hold
	 * up the event loop
	 * @param small up to which size a body is not large, in bytes
	 * @return the body, whose memory is the caller's to release; or a
	 * {@link RefusedBodyException}
	 */
	static Mono<ReceivedBody> read(ServerHttpRequest request, long limit, BodyMemory memory, Scheduler workers,
			int small) {
		HttpHeaders headers = request.getHeaders();
		long declared = headers.getContentLength();
		boolean oversize = declared > limit;
		if (oversize && headers.getFirst(HttpHeaders.EXPECT) != null) {
			// Receiving the body would tell the caller to go on and send it.
			return Mono.error(new RefusedBodyException(ProblemKind.TOO_LARGE, Mono.empty()));
		}
		return Mono.create((sink) -> {
			BodyMemory.Reservation reservation = memory.reserve();
			BodyBuffer buffer = new BodyBuffer(limit, declared, reservation);
			BodyReader reader = new BodyReader(sink, reservation, buffer, workers, small);
			sink.onCancel(() -> {
				reader.dispose();
				// A body that is complete may still be on its way to the workers.
				reservation.release();
			});
			if (oversize) {
				reader.refuse(ProblemKind.TOO_LARGE);
			}
			request.getBody().subscribe(reader);
		});
	}

	@Override
	public Context currentContext() {
		return TOLD_ONCE;
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		requestUnbounded();
	}

	@Override
	protected void hookOnNext(DataBuffer part) {
		try {
			if (!this.refused) {
				take(part);
			}
		}
		finally {
			DataBufferUtils.release(part);
		}
	}

	private void take(DataBuffer part) {
		switch (this.buffer.append(part)) {
			case TAKEN -> {
			}
			case TOO_LARGE -> refuse(ProblemKind.TOO_LARGE);
			case NO_MEMORY -> refuse(ProblemKind.TOO_MANY);
		}
	}

	@Override
	protected void hookOnComplete() {
		if (this.refused) {
			return;
		}
		ReceivedBody body = new ReceivedBody(this.buffer.take(), this.memory);
		if (body.bytes().length <= this.small) {
			this.sink.success(body);
		}
		else {
			this.workers.schedule(() -> this.sink.success(body));
		}
	}

	@Override
	protected void hookOnError(Throwable ex) {
		if (!this.refused) {
			this.sink.error(ex);
		}
	}

	@Override
	protected void hookFinally(SignalType type) {
		if (type != SignalType.ON_COMPLETE) {
			this.memory.release();
		}
		this.rest.tryEmitEmpty();
	}

	private void refuse(ProblemKind reason) {
		this.refused = true;
		this.buffer.clear();
		this.memory.release();
		this.sink.error(new RefusedBodyException(reason, this.rest.asMono()));
	}

}
