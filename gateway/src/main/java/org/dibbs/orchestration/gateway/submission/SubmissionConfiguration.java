package org.dibbs.orchestration.gateway.submission;

import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketUpgradeHandlerPredicate;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;

import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Puts together what the endpoints that take messages share, and the WebSocket.
 */
@Configuration(proxyBeanMethods = false)
class SubmissionConfiguration implements WebFluxConfigurer {

	private final SocketProperties socket;

	SubmissionConfiguration(SocketProperties socket) {
		this.socket = socket;
	}

	@Bean
	static BodyMemory bodyMemory(SubmissionProperties properties) {
		return new BodyMemory(properties.bodyMemory(Runtime.getRuntime().maxMemory()));
	}

	/** Before the controllers, one of which tells who comes without an upgrade. */
	@Bean
	static HandlerMapping socketMapping(ProcessSocketHandler handler) {
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of(ProcessSocketController.PATH, handler),
				Ordered.HIGHEST_PRECEDENCE);
		mapping.setHandlerPredicate(new WebSocketUpgradeHandlerPredicate());
		return mapping;
	}

	/** Only of this verb; asking for submissions is routed. */
	@Bean
	static HandlerMapping submissionsMapping(SubmissionsHandler handler, BatchHandler batches) {
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(
				Map.of(SubmissionsHandler.PATH, handler, BatchHandler.PATH, batches), Ordered.HIGHEST_PRECEDENCE);
		mapping.setHandlerPredicate((candidate, exchange) -> exchange.getRequest().getMethod().equals(HttpMethod.POST));
		return mapping;
	}

	@Override
	public WebSocketService getWebSocketService() {
		int limit = Math.toIntExact(this.socket.maxFrameSize().toBytes());
		return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
				() -> WebsocketServerSpec.builder().maxFramePayloadLength(limit)));
	}

}
