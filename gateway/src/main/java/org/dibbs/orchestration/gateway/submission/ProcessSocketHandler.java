package org.dibbs.orchestration.gateway.submission;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.gateway.handover.SubmissionHandover;
import org.dibbs.orchestration.gateway.upload.UploadReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Takes eCR zips over a WebSocket, one after the other, and tells after each step how far
 * a message has come. A caller who leaves stops the telling, not the message.
 */
@Component
class ProcessSocketHandler {

	private static final Logger logger = LoggerFactory.getLogger(ProcessSocketHandler.class);

	/** Try Again Later, of the registry of RFC 6455. */
	private static final int TRY_AGAIN_LATER = 1013;

	private static final String MESSAGE_TYPE = "ecr";

	// as upstream: the config of its demonstration
	private static final String DEFAULT_CONFIG = "test-no-save.json";

	private final SubmissionHandover handover;

	private final UploadReader uploads;

	private final BodyMemory memory;

	private final SocketProperties properties;

	private final SubmissionMetrics metrics;

	private final AtomicInteger connections = new AtomicInteger();

	ProcessSocketHandler(SubmissionHandover handover, UploadReader uploads, BodyMemory memory,
			SocketProperties properties, SubmissionMetrics metrics) {
		this.handover = handover;
		this.uploads = uploads;
		this.memory = memory;
		this.properties = properties;
		this.metrics = metrics;
	}

	/**
	 * Serves a socket.
	 * @param session the socket
	 * @param tenant whose it is
	 * @return a signal that it is closed
	 */
	Mono<Void> handle(WebSocketSession session, String tenant) {
		return Mono.using(this.connections::incrementAndGet, (count) -> serve(session, tenant, count),
				(count) -> this.connections.decrementAndGet());
	}

	private Mono<Void> serve(WebSocketSession session, String tenant, int count) {
		if (count > this.properties.maxConnections()) {
			return session.close(new CloseStatus(TRY_AGAIN_LATER, "too-many: already "
					+ this.properties.maxConnections() + " connections are open here (SOCKET_MAX_CONNECTIONS)"));
		}
		String config = config(session);
		Mono<Void> exchanges = session.receive()
			.filter(ProcessSocketHandler::holdsData)
			.map((message) -> SocketFrame.of(message, this.memory))
			// Closed here already: where receiving ends first, so does the connection.
			.concatMap((frame) -> exchange(session, tenant, frame, config)
				.flatMap((status) -> session.close(status).thenReturn(status)), 1)
			.doOnDiscard(SocketFrame.class, SocketFrame::release)
			.next()
			.then();
		return Mono.firstWithSignal(exchanges, pings(session)).onErrorResume((ex) -> {
			logger.debug("A caller has left /process-ws: {}", ex.toString());
			return Mono.empty();
		});
	}

	private Mono<CloseStatus> exchange(WebSocketSession session, String tenant, SocketFrame frame, String config) {
		SubmissionId id = SubmissionId.next();
		SocketExchange exchange = new SocketExchange(session, id, ConfigLabel.of(config), this.memory.reserve(),
				this.metrics);
		return exchange.tell(watch(id, tenant, frame, config)).doFinally((signal) -> frame.release());
	}

	// A few bytes can unfold to many megabytes, so this is not for the event loop.
	private Flux<SubmissionProgress> watch(SubmissionId id, String tenant, SocketFrame frame, String config) {
		return Mono.fromCallable(() -> this.uploads.readZip(MESSAGE_TYPE, config, frame.take(), frame.memory()::grow))
			.subscribeOn(Schedulers.boundedElastic())
			.flatMapMany((request) -> this.handover.watch(id, tenant, request, frame::release));
	}

	private Mono<Void> pings(WebSocketSession session) {
		return Flux.interval(this.properties.pingInterval())
			.onBackpressureDrop()
			.concatMap((number) -> session
				.send(Mono.fromSupplier(() -> session.pingMessage((buffers) -> buffers.wrap(new byte[0])))))
			.then();
	}

	private static boolean holdsData(WebSocketMessage message) {
		return message.getType() == WebSocketMessage.Type.BINARY || message.getType() == WebSocketMessage.Type.TEXT;
	}

	private static String config(WebSocketSession session) {
		String named = UriComponentsBuilder.fromUri(session.getHandshakeInfo().getUri())
			.build()
			.getQueryParams()
			.getFirst("config");
		return StringUtils.hasText(named) ? StringUtils.uriDecode(named, StandardCharsets.UTF_8) : DEFAULT_CONFIG;
	}

}
