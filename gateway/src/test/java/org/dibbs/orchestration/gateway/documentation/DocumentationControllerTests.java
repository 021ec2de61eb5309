package org.dibbs.orchestration.gateway.documentation;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@FrontDoorTest
class DocumentationControllerTests {

	private final WebTestClient client;

	DocumentationControllerTests(@LocalServerPort int port) {
		this.client = WebTestClient.bindToServer()
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
			.baseUrl("http://127.0.0.1:" + port)
			.build();
	}

	@ParameterizedTest
	@CsvSource({ "/openapi.json,application/json", "/docs,text/html;charset=utf-8", "/redoc,text/html;charset=utf-8",
			"/docs/swagger-ui-bundle.js,text/javascript;charset=utf-8", "/docs/swagger-ui.css,text/css;charset=utf-8",
			"/docs/docs.js,text/javascript;charset=utf-8", "/docs/favicon-32x32.png,image/png",
			"/redoc/redoc.standalone.js,text/javascript;charset=utf-8" })
	void servesEachFileWithAndWithoutPrefixAndOnlyOnce(String path, String type) {
		byte[] bare = get(path, type).getResponseBody();
		EntityExchangeResult<byte[]> prefixed = get("/orchestration" + path, type);
		assertThat(prefixed.getResponseBody()).isEqualTo(bare).isNotEmpty();
		HttpHeaders headers = prefixed.getResponseHeaders();
		assertThat(headers.getCacheControl())
			.isEqualTo((path.lastIndexOf('/') > 0) ? "max-age=3600, public" : "no-cache");
		this.client.get()
			.uri(path)
			.header(HttpHeaders.IF_NONE_MATCH, headers.getETag())
			.exchange()
			.expectStatus()
			.isNotModified()
			.expectBody()
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/docs", "/redoc" })
	void aPageAsksForNothingThatIsNotServedAndRunsNoScriptOfItsOwn(String path) {
		EntityExchangeResult<byte[]> page = get(path, "text/html;charset=utf-8");
		assertThat(page.getResponseHeaders().getFirst("Content-Security-Policy")).contains("default-src 'none'",
				"script-src 'self'");
		String html = new String(page.getResponseBody());
		assertThat(html).doesNotContain("//").doesNotContainPattern("<script>|<style>");
		assertThat(Pattern.compile("(?:src|href|spec-url)=\"([^\"]+)\"").matcher(html).results())
			.extracting((MatchResult link) -> link.group(1))
			.isNotEmpty()
			.allSatisfy((link) -> this.client.get().uri("/orchestration/" + link).exchange().expectStatus().isOk());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/docs/index.html", "/docs/swagger-ui.js", "/redoc/bundles/redoc.lib.js", "/docs/",
			"/webjars/swagger-ui/swagger-ui.css", "/docs/application.yaml" })
	void servesNoOtherFile(String path) {
		this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody(String.class)
			.isEqualTo("{\"detail\":\"Not Found\"}");
	}

	@Test
	void redocLoadsNothingFromItsMaker() {
		byte[] bundle = get("/redoc/redoc.standalone.js", "text/javascript;charset=utf-8").getResponseBody();
		assertThat(new String(bundle)).doesNotContain(PageFiles.REDOC_LOGO);
	}

	private EntityExchangeResult<byte[]> get(String path, String type) {
		EntityExchangeResult<byte[]> answer = this.client.get()
			.uri(path)
			.exchange()
			.expectBody(byte[].class)
			.returnResult();
		assertThat(answer.getStatus().value()).isEqualTo(200);
		assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.CONTENT_TYPE)).isEqualTo(type);
		assertThat(answer.getResponseHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
		return answer;
	}

}
