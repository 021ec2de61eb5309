package org.dibbs.orchestration.gateway.documentation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.dibbs.orchestration.gateway.FakeHandover;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * The pages in a real browser, without the internet.
 */
@FrontDoorTest
class DocumentationPagesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String NOT_TESTED = "The pages /docs and /redoc are NOT tested, because there is no chromium with "
			+ "chromedriver here (apt-get install chromium-driver).";

	private static final Logger logger = LoggerFactory.getLogger(DocumentationPagesTests.class);

	private static final List<String> OPERATIONS = operations();

	private static @Nullable Browser browser;

	@Autowired
	private FakeHandover handover;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void open() {
		if (Browser.isInstalled()) {
			browser = Browser.start();
		}
		else {
			logger.warn(NOT_TESTED);
		}
	}

	@BeforeEach
	void needsABrowser() {
		assumeThat(browser).as(NOT_TESTED).isNotNull();
	}

	@AfterAll
	static void close() {
		if (browser != null) {
			browser.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/docs", "/orchestration/docs" })
	void swaggerUiShowsEveryOperation(String path) {
		load(path, ".opblock");
		assertThat(texts(".opblock-summary-path, .opblock-summary-path__deprecated")).hasSize(OPERATIONS.size());
		assertThat(texts(".opblock-summary-description")).containsExactlyInAnyOrderElementsOf(OPERATIONS);
		assertNothingWentWrong();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/redoc", "/orchestration/redoc" })
	void redocShowsEveryOperation(String path) {
		load(path, "[data-section-id*='operation']");
		assertThat(texts("[data-section-id*='operation'] h2")).containsExactlyInAnyOrderElementsOf(OPERATIONS);
		assertNothingWentWrong();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/docs", "/orchestration/docs" })
	void anExampleCanBeTriedFromThePage(String path) {
		this.handover.completes("application/json", "{\"message\":\"Processing succeeded!\",\"processed_values\":{}}");
		load(path + "#/messages/processMessage", "#operations-messages-processMessage .try-out__btn");
		click("#operations-messages-processMessage .try-out__btn");
		click("#operations-messages-processMessage .execute");
		String status = "#operations-messages-processMessage .live-responses-table .response-col_status";
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts(status)).contains("200"));
		assertThat(this.handover.taken()).hasSize(1);
		assertThat(resources()).contains(url(path).replace("/docs", "/process-message"));
		assertNothingWentWrong();
	}

	private void load(String path, String selector) {
		browser.log();
		browser.driver().get("about:blank");
		browser.driver().get(url(path));
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(elements(selector)).isNotEmpty());
	}

	private void assertNothingWentWrong() {
		assertThat(browser.log()).isEmpty();
		assertThat(resources()).isNotEmpty().allSatisfy((url) -> assertThat(url).startsWith(url("/")));
	}

	private static List<String> resources() {
		Object names = ((JavascriptExecutor) browser.driver())
			.executeScript("return performance.getEntriesByType('resource').map(e => e.name)"
					+ ".filter(name => !name.startsWith('data:') && !name.startsWith('blob:'))");
		return ((List<?>) names).stream().map(String::valueOf).toList();
	}

	private static void click(String selector) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(elements(selector)).isNotEmpty());
		((JavascriptExecutor) browser.driver()).executeScript("arguments[0].click()", elements(selector).getFirst());
	}

	private static List<String> texts(String selector) {
		return elements(selector).stream().map(WebElement::getText).map(String::strip).toList();
	}

	private static List<WebElement> elements(String selector) {
		return browser.driver().findElements(By.cssSelector(selector));
	}

	private String url(String path) {
		return "http://127.0.0.1:" + this.port + path;
	}

	private static List<String> operations() {
		return JsonMapper.shared()
			.readTree(new ApiDocument().json())
			.path("paths")
			.valueStream()
			.flatMap((path) -> Stream.of("get", "put", "post", "delete").map(path::path))
			.filter((operation) -> !operation.isMissingNode())
			.map((operation) -> operation.path("summary").asString())
			.toList();
	}

}
