package org.dibbs.orchestration.gateway.documentation;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cloud.gateway.handler.predicate.GatewayPredicate;
import org.springframework.cloud.gateway.handler.predicate.PathRoutePredicateFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The document and the front door know the same paths and verbs.
 */
@FrontDoorTest
class ApiDocumentCoverageTests {

	private static final JsonNode PATHS = JsonMapper.shared().readTree(new ApiDocument().json()).path("paths");

	private final WebTestClient client;

	ApiDocumentCoverageTests(@LocalServerPort int port) {
		this.client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	@Test
	void everyPathThatIsServedIsInTheDocument(@Autowired List<RequestMappingInfoHandlerMapping> mappings,
			@Autowired RouteLocator routes) {
		Set<String> served = mappings.stream()
			.flatMap((mapping) -> mapping.getHandlerMethods().keySet().stream())
			.flatMap((info) -> info.getPatternsCondition().getPatterns().stream())
			.map(Object::toString)
			.collect(Collectors.toCollection(TreeSet::new));
		routes.getRoutes().collectList().blockOptional().orElseThrow().forEach((route) -> served.addAll(paths(route)));
		// Health has a path for each of its parts.
		served.remove("/actuator/health/{*path}");
		served.removeIf((path) -> path.startsWith("/docs/") || path.startsWith("/redoc/"));
		assertThat(served).hasSizeGreaterThan(10);
		Set<String> documented = PATHS.propertyStream()
			.map((path) -> path.getKey().replaceAll("\\{.*?}", "{name}"))
			.collect(Collectors.toSet());
		assertThat(documented)
			.containsAll(served.stream().map((path) -> path.replaceAll("\\{.*?}", "{name}")).toList());
	}

	private static Collection<String> paths(Route route) {
		Set<String> paths = new TreeSet<>();
		route.getPredicate().accept((predicate) -> {
			if (predicate instanceof GatewayPredicate known
					&& known.getConfig() instanceof PathRoutePredicateFactory.Config config) {
				paths.addAll(config.getPatterns());
			}
		});
		assertThat(paths).as(route.getId()).isNotEmpty();
		return paths;
	}

	@ParameterizedTest
	@MethodSource("documentedPaths")
	void everyPathInTheDocumentKnowsExactlyItsVerbs(String path) {
		Set<HttpMethod> documented = PATHS.path(path)
			.propertyNames()
			.stream()
			.map((name) -> HttpMethod.valueOf(name.toUpperCase(Locale.ROOT)))
			.filter((method) -> Set.of(HttpMethod.values()).contains(method))
			.collect(Collectors.toSet());
		Set<HttpMethod> allowed = this.client.options()
			.uri(path, "a.json")
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(Void.class)
			.getResponseHeaders()
			.getAllow();
		allowed.removeIf((method) -> Set.of(HttpMethod.HEAD, HttpMethod.OPTIONS).contains(method));
		assertThat(allowed).isEqualTo(documented);
	}

	static Stream<String> documentedPaths() {
		return PATHS.propertyNames().stream();
	}

}
