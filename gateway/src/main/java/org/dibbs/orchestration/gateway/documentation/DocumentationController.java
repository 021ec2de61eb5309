package org.dibbs.orchestration.gateway.documentation;

import java.time.Duration;

import org.dibbs.orchestration.gateway.problem.Answer;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Serves the OpenAPI document and two pages that show it. The pages load nothing from
 * elsewhere, and link by relative addresses, so they work below any prefix.
 */
@RestController
class DocumentationController {

	/**
	 * Nothing but what this service serves. Both pages set styles on elements; what their
	 * icons are, they carry as data; ReDoc searches in a worker that it makes itself.
	 */
	static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; "
			+ "frame-ancestors 'none'";

	private static final CacheControl CHECKED = CacheControl.noCache();

	private static final CacheControl KEPT = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

	private final PageFiles files = new PageFiles();

	@GetMapping("/openapi.json")
	Mono<Void> document(ServerWebExchange exchange) {
		return file(exchange, CHECKED);
	}

	@GetMapping({ "/docs", "/redoc" })
	Mono<Void> page(ServerWebExchange exchange) {
		HttpHeaders headers = exchange.getResponse().getHeaders();
		headers.set("Content-Security-Policy", POLICY);
		headers.set("Referrer-Policy", "no-referrer");
		return file(exchange, CHECKED);
	}

	@GetMapping({ "/docs/docs.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/docs/favicon-32x32.png",
			"/redoc/redoc.standalone.js" })
	Mono<Void> partOfAPage(ServerWebExchange exchange) {
		return file(exchange, KEPT);
	}

	private Mono<Void> file(ServerWebExchange exchange, CacheControl cache) {
		return this.files.get(exchange.getRequest().getPath().value()).flatMap((file) -> write(file, cache, exchange));
	}

	private static Mono<Void> write(PageFile file, CacheControl cache, ServerWebExchange exchange) {
		HttpHeaders headers = exchange.getResponse().getHeaders();
		headers.setCacheControl(cache);
		headers.set("X-Content-Type-Options", "nosniff");
		return exchange.checkNotModified(file.etag()) ? exchange.getResponse().setComplete()
				: new Answer(200, file.contentType(), file.bytes()).writeTo(exchange.getResponse());
	}

}
