package org.dibbs.orchestration.gateway.submission;

import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.WebHandler;

import org.dibbs.orchestration.security.Caller;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Puts together what the endpoints that take messages share, and the WebSocket.
 */
@Configuration(proxyBeanMethods = false)
class SubmissionConfiguration {

	@Bean
	static BodyMemory bodyMemory(SubmissionProperties properties) {
		return new BodyMemory(properties.bodyMemory(Runtime.getRuntime().maxMemory()));
	}

	/** Before the controllers, one of which tells who comes without an upgrade. */
	@Bean
	static HandlerMapping socketMapping(ProcessSocketHandler handler, SocketProperties properties) {
		WebSocketService sockets = sockets(Math.toIntExact(properties.maxFrameSize().toBytes()));
		// Whose socket it is has to be found out here: a session does not have it.
		WebHandler door = (exchange) -> {
			String tenant = Caller.required(exchange.getAttribute(Caller.ATTRIBUTE)).tenant();
			return sockets.handleRequest(exchange, (session) -> handler.handle(session, tenant));
		};
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of(ProcessSocketController.PATH, door),
				Ordered.HIGHEST_PRECEDENCE);
		mapping.setHandlerPredicate((candidate, exchange) -> isUpgrade(exchange.getRequest()));
		return mapping;
	}

	private static WebSocketService sockets(int limit) {
		return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
				() -> WebsocketServerSpec.builder().maxFramePayloadLength(limit)));
	}

	private static boolean isUpgrade(ServerHttpRequest request) {
		return request.getMethod().equals(HttpMethod.GET)
				&& "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
	}

	/** Only of this verb; asking for submissions is routed. */
	@Bean
	static HandlerMapping submissionsMapping(SubmissionsHandler handler, BatchHandler batches) {
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(
				Map.of(SubmissionsHandler.PATH, handler, BatchHandler.PATH, batches), Ordered.HIGHEST_PRECEDENCE);
		mapping.setHandlerPredicate((candidate, exchange) -> exchange.getRequest().getMethod().equals(HttpMethod.POST));
		return mapping;
	}

}
