package org.dibbs.orchestration.gateway.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real browser without a window, which reaches nothing but 127.0.0.1.
 */
final class Browser implements AutoCloseable {

	private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

	private static final String DRIVER = "chromedriver";

	private final WebDriver driver;

	private Browser(Path browser, Path driver) {
		ChromeOptions options = new ChromeOptions().setBinary(browser.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--no-proxy-server");
		LoggingPreferences log = new LoggingPreferences();
		log.enable(LogType.BROWSER, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, log);
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).usingAnyFreePort().build(),
				options);
	}

	/** Whether there is a browser with its driver on this machine. */
	static boolean isInstalled() {
		return find(BROWSERS).isPresent() && find(List.of(DRIVER)).isPresent();
	}

	static Browser start() {
		return new Browser(find(BROWSERS).orElseThrow(), find(List.of(DRIVER)).orElseThrow());
	}

	private static Optional<Path> find(List<String> names) {
		return names.stream()
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(":")).map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	WebDriver driver() {
		return this.driver;
	}

	/** What the pages so far have logged, errors of the network included. */
	List<String> log() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::toString).toList();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
