package org.dibbs.orchestration.gateway.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.webjars.WebJarVersionLocator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.ClassPathResource;

/**
 * The document, the pages and what they load, nothing else of the class path. Each is
 * made when it is first asked for, and kept: none of it costs time at start.
 */
final class PageFiles {

	private static final String HTML = "text/html;charset=utf-8";

	private static final String SCRIPT = "text/javascript;charset=utf-8";

	private static final String STYLE = "text/css;charset=utf-8";

	/** The one thing in the bundle that is loaded from elsewhere. */
	static final String REDOC_LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg";

	private final Map<String, Mono<PageFile>> files = Stream
		.of(file("/openapi.json", () -> PageFile.of(PageFile.JSON, new ApiDocument().json())),
				own("/docs", HTML, "docs.html"), own("/docs/docs.js", SCRIPT, "docs.js"),
				swaggerUi("swagger-ui.css", STYLE), swaggerUi("swagger-ui-bundle.js", SCRIPT),
				swaggerUi("favicon-32x32.png", "image/png"), own("/redoc", HTML, "redoc.html"),
				file("/redoc/redoc.standalone.js",
						() -> webjar(SCRIPT, "redoc", "bundles/redoc.standalone.js").replaced(REDOC_LOGO, "data:,")))
		.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

	/**
	 * A file.
	 * @param path its path without any prefix
	 * @return the file, on a thread that may block when it is read first; an error where
	 * there is no such file
	 */
	Mono<PageFile> get(String path) {
		Mono<PageFile> file = this.files.get(path);
		return (file != null) ? file : Mono.error(() -> new IllegalArgumentException("There is no file " + path));
	}

	private static Map.Entry<String, Mono<PageFile>> own(String path, String contentType, String name) {
		return file(path, () -> read(contentType, new ClassPathResource(name, PageFiles.class)));
	}

	private static Map.Entry<String, Mono<PageFile>> swaggerUi(String name, String contentType) {
		return file("/docs/" + name, () -> webjar(contentType, "swagger-ui", name));
	}

	private static Map.Entry<String, Mono<PageFile>> file(String path, Callable<PageFile> reader) {
		return Map.entry(path, Mono.fromCallable(reader).subscribeOn(Schedulers.boundedElastic()).cache());
	}

	private static PageFile webjar(String contentType, String webjar, String name) throws IOException {
		String path = new WebJarVersionLocator().fullPath(webjar, name);
		if (path == null) {
			throw new IllegalStateException("The webjar " + webjar + " is missing");
		}
		return read(contentType, new ClassPathResource(path));
	}

	private static PageFile read(String contentType, ClassPathResource resource) throws IOException {
		try (InputStream content = resource.getInputStream()) {
			return PageFile.of(contentType, content.readAllBytes());
		}
	}

}
