package org.dibbs.orchestration.keys;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;

/**
 * What {@code ./dibbs keys} is asked to do.
 *
 * @param verb {@code create}, {@code list} or {@code revoke}
 * @param kafka the brokers; empty where the environment says
 * @param id the key to revoke, else empty
 * @param tenant whose key is to be made
 * @param scopes what it may do
 * @param lifetime how long it counts
 */
record KeyOptions(String verb, String kafka, String id, String tenant, Set<Scope> scopes, Duration lifetime) {

	static final String USAGE = """
			dibbs keys create [--tenant NAME] [--scopes submit,read,configs:write,replay,admin] [--expires 90d]
			dibbs keys list
			dibbs keys revoke ID""";

	private static final Pattern LIFETIME = Pattern.compile("([1-9][0-9]{0,3})([dh])");

	/**
	 * Reads the arguments.
	 * @param args what comes after {@code keys}
	 * @return the options
	 */
	static KeyOptions parse(String... args) {
		Map<String, String> given = new HashMap<>();
		String verb = "";
		String id = "";
		for (int i = 0; i < args.length; i++) {
			if (args[i].matches("--(kafka|tenant|scopes|expires)") && i + 1 < args.length) {
				given.put(args[i], args[++i]);
			}
			else if (args[i].startsWith("--") || !id.isEmpty()) {
				throw new IllegalArgumentException("'" + args[i] + "' is not understood.\n" + USAGE);
			}
			else if (verb.isEmpty()) {
				verb = args[i];
			}
			else {
				id = args[i];
			}
		}
		boolean known = verb.equals("create") || verb.equals("list") || verb.equals("revoke");
		if (!known || id.isEmpty() == verb.equals("revoke")) {
			throw new IllegalArgumentException(USAGE);
		}
		return new KeyOptions(verb, given.getOrDefault("--kafka", ""), id,
				tenant(given.getOrDefault("--tenant", Caller.DEFAULT_TENANT)),
				scopes(given.getOrDefault("--scopes", "submit,read")),
				lifetime(given.getOrDefault("--expires", "90d")));
	}

	private static String tenant(String name) {
		if (!Caller.isTenant(name)) {
			throw new IllegalArgumentException("A tenant has 1 to 64 of a-z, A-Z, 0-9, dot, dash and underscore.");
		}
		return name;
	}

	private static Set<Scope> scopes(String names) {
		Set<Scope> scopes = EnumSet.noneOf(Scope.class);
		for (String name : names.split(",", -1)) {
			Scope scope = Scope.of(name);
			if (scope == null) {
				throw new IllegalArgumentException("'" + name + "' is no scope.\n" + USAGE);
			}
			scopes.add(scope);
		}
		return scopes;
	}

	private static Duration lifetime(String text) {
		Matcher matcher = LIFETIME.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("--expires is '" + text + "', expected a time such as 90d or 12h");
		}
		long count = Long.parseLong(matcher.group(1));
		return matcher.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
	}

}
