package org.dibbs.orchestration.gateway.submission;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Reads the body of one request, up to a limit that holds whatever the request declares.
 * What comes after the limit is still received, and thrown away: a caller who is busy
 * sending does not see an answer before that is done.
 */
final class BodyReader extends BaseSubscriber<DataBuffer> {

	/** Up to this size checking the JSON takes no longer than handing it to a thread. */
	static final int SMALL = 128 * 1024;

	private final MonoSink<byte[]> sink;

	private final BodyBuffer buffer;

	private final Scheduler workers;

	private final Sinks.Empty<Void> rest = Sinks.empty();

	private boolean oversize;

	private BodyReader(MonoSink<byte[]> sink, BodyBuffer buffer, Scheduler workers) {
		this.sink = sink;
		this.buffer = buffer;
		this.workers = workers;
	}

	/**
	 * Reads a body.
	 * @param request the request
	 * @param limit the most bytes it may have
	 * @param workers where to go on with a large body, so that work on it does not hold
	 * up the event loop
	 * @return the body, empty where there is none; or an {@link OversizeBodyException}
	 */
	static Mono<byte[]> read(ServerHttpRequest request, long limit, Scheduler workers) {
		HttpHeaders headers = request.getHeaders();
		long declared = headers.getContentLength();
		boolean refused = declared > limit;
		if (refused && headers.getFirst(HttpHeaders.EXPECT) != null) {
			return Mono.error(new OversizeBodyException(Mono.empty()));
		}
		return Mono.create((sink) -> {
			BodyReader reader = new BodyReader(sink, new BodyBuffer(limit, refused ? -1 : declared), workers);
			sink.onCancel(reader);
			if (refused) {
				reader.refuse();
			}
			request.getBody().subscribe(reader);
		});
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		requestUnbounded();
	}

	@Override
	protected void hookOnNext(DataBuffer part) {
		try {
			if (!this.oversize && !this.buffer.append(part)) {
				refuse();
			}
		}
		finally {
			DataBufferUtils.release(part);
		}
	}

	@Override
	protected void hookOnComplete() {
		if (this.oversize) {
			return;
		}
		byte[] body = this.buffer.take();
		if (body.length <= SMALL) {
			this.sink.success(body);
		}
		else {
			this.workers.schedule(() -> this.sink.success(body));
		}
	}

	@Override
	protected void hookOnError(Throwable ex) {
		if (!this.oversize) {
			this.sink.error(ex);
		}
	}

	@Override
	protected void hookFinally(SignalType type) {
		this.rest.tryEmitEmpty();
	}

	private void refuse() {
		this.oversize = true;
		this.sink.error(new OversizeBodyException(this.rest.asMono()));
	}

}
