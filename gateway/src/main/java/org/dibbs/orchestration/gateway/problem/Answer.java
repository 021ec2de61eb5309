package org.dibbs.orchestration.gateway.problem;

import java.nio.ByteBuffer;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * A complete HTTP answer. It is written as it is, past content negotiation and encoders,
 * because bodies of many megabytes pass here.
 *
 * @param status the HTTP status, 200 to 599
 * @param contentType the media type of the body
 * @param body the bytes of the body; not copied, so not to be written to
 */
public record Answer(int status, String contentType, byte[] body) {

	private static final int LARGE = 1024 * 1024;

	private static final int PIECE = 64 * 1024;

	/**
	 * Writes the answer and so ends the exchange.
	 * @param response where to
	 * @return a signal that it is written
	 */
	public Mono<Void> writeTo(ServerHttpResponse response) {
		DataBuffer whole = start(response);
		return response.writeWith((this.body.length <= LARGE) ? Mono.just(whole) : pieces(response.bufferFactory()));
	}

	// The server copies what it writes to memory outside the heap: piece by piece, as
	// fast
	// as the caller reads, rather than whole.
	private Flux<DataBuffer> pieces(DataBufferFactory buffers) {
		int count = (this.body.length + PIECE - 1) / PIECE;
		return Flux.range(0, count).map((i) -> {
			int from = i * PIECE;
			return buffers.wrap(ByteBuffer.wrap(this.body, from, Math.min(PIECE, this.body.length - from)));
		});
	}

	/**
	 * Sets status and headers, for a caller who writes the body itself.
	 * @param response where to
	 * @return the body
	 */
	public DataBuffer start(ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(this.status));
		HttpHeaders headers = response.getHeaders();
		headers.set(HttpHeaders.CONTENT_TYPE, this.contentType);
		headers.setContentLength(this.body.length);
		return response.bufferFactory().wrap(this.body);
	}

}
