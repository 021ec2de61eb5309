package org.dibbs.orchestration.local.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of {@code dashboards/}.
 *
 * @param file its name
 * @param root what it holds
 */
public record Dashboard(String file, JsonNode root) {

	/** What stands for all values of a variable. */
	private static final String ALL = "$__all";

	private static final Path FOLDER = Path.of("../../dashboards");

	/** What may have letters in a query and is no metric. */
	private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "without", "on", "ignoring",
			"group_left", "group_right", "bool", "offset", "inf", "nan", "sum", "max", "min", "avg", "count", "topk",
			"rate", "increase", "changes", "absent", "label_replace", "histogram_quantile", "vector", "clamp_min",
			"time", "timestamp", "max_over_time");

	private static final Pattern NOT_METRICS = Pattern.compile(
			"\\{[^}]*}|\\[[^]]*]|\\boffset\\s+\\w+|\"[^\"]*\"|\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)|\\$\\w+");

	private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");

	/**
	 * All of them.
	 * @return the dashboards, by the names of their files
	 */
	public static List<Dashboard> all() {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.filter((file) -> file.toString().endsWith(".json"))
				.sorted()
				.map((file) -> new Dashboard(file.getFileName().toString(),
						JsonMapper.shared().readTree(Compose.read(file))))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What links and bookmarks know it by.
	 * @return its uid
	 */
	public String uid() {
		return this.root.path("uid").asString();
	}

	/**
	 * Everything that shows something.
	 * @return the panels without rows
	 */
	public List<JsonNode> panels() {
		return this.root.path("panels")
			.values()
			.stream()
			.filter((panel) -> !"row".equals(panel.path("type").asString()))
			.toList();
	}

	List<String> queries() {
		return this.panels()
			.stream()
			.flatMap((panel) -> panel.path("targets").values().stream())
			.map((target) -> target.path("expr").asString())
			.toList();
	}

	/**
	 * What a panel asks Prometheus, as Grafana would send it.
	 * @param panel the panel
	 * @param rateInterval what stands for {@code $__rate_interval}
	 * @return its queries, with what each variable is unless somebody chooses
	 */
	public List<String> queries(JsonNode panel, Duration rateInterval) {
		return panel.path("targets").valueStream().map((target) -> query(target, rateInterval)).toList();
	}

	/**
	 * What one target of a panel asks.
	 * @param target the target
	 * @param rateInterval what stands for {@code $__rate_interval}
	 * @return its query
	 */
	public String query(JsonNode target, Duration rateInterval) {
		return substituted(target.path("expr").asString().replace("$__rate_interval", rateInterval.toSeconds() + "s"));
	}

	/**
	 * A text as Grafana would have it.
	 * @param text a query or a link
	 * @return the text, each variable of the dashboard being what it is unless somebody
	 * chooses
	 */
	public String substituted(String text) {
		return VARIABLE.matcher(text)
			.replaceAll((found) -> this.root.at("/templating/list")
				.valueStream()
				.filter((variable) -> variable.path("name").asString().equals(found.group(1)))
				.map((variable) -> value(variable.at("/current/value")))
				.findFirst()
				.map(Matcher::quoteReplacement)
				.orElse(Matcher.quoteReplacement(found.group())));
	}

	private static String value(JsonNode current) {
		String value = current.isArray() ? current.path(0).asString() : current.asString();
		return ALL.equals(value) ? ".*" : value;
	}

	/** The dashboard's variables that its queries and links use. */
	Set<String> used() {
		return VARIABLE.matcher(this.root.path("panels").toString())
			.results()
			.map((found) -> found.group(1))
			.filter((name) -> !name.startsWith("__"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	Set<String> variables() {
		return this.root.at("/templating/list")
			.values()
			.stream()
			.map((variable) -> variable.path("name").asString())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The metrics that a query reads.
	 * @param query the query
	 * @return their names
	 */
	public static Set<String> metrics(String query) {
		return NAME.matcher(NOT_METRICS.matcher(query).replaceAll(" "))
			.results()
			.map((found) -> found.group())
			.filter((word) -> !WORDS.contains(word))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Override
	public String toString() {
		return this.file;
	}

}
