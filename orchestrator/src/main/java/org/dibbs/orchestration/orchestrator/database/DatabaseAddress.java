package org.dibbs.orchestration.orchestrator.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where the database is, in the form JDBC drivers take. Credentials are taken out of the
 * URL, as drivers and migration tools log it; what is said of a bad URL never quotes it.
 *
 * @param jdbcUrl the URL, without credentials
 * @param user the user, or null
 * @param password the password, or null
 */
record DatabaseAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {

	private static final String JDBC_POSTGRESQL = "jdbc:postgresql:";

	private static final String JDBC_H2 = "jdbc:h2:";

	static DatabaseAddress of(DatabaseProperties settings) {
		String url = (settings.url() != null) ? settings.url().strip() : "";
		DatabaseAddress address = url.isEmpty() ? embedded(settings.folder()) : parse(url);
		return new DatabaseAddress(address.jdbcUrl, either(address.user, settings.user()),
				either(address.password, settings.password()));
	}

	boolean isPostgreSql() {
		return this.jdbcUrl.startsWith(JDBC_POSTGRESQL);
	}

	boolean isEmbedded() {
		return this.jdbcUrl.startsWith(JDBC_H2);
	}

	// WRITE_DELAY: what was answered is on disk. AUTO_SERVER: the first worker that opens
	// the file serves it to the others of this machine, and the next one takes over when
	// it goes.
	private static DatabaseAddress embedded(Path folder) {
		String file = folder.toAbsolutePath().normalize().resolve("ledger").toString().replace(";", "\\;");
		return new DatabaseAddress(JDBC_H2 + "file:" + file
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;AUTO_SERVER=TRUE",
				null, null);
	}

	private static DatabaseAddress parse(String url) {
		if (url.startsWith(JDBC_H2)) {
			return new DatabaseAddress(url, null, null);
		}
		if (url.startsWith(JDBC_POSTGRESQL)) {
			return withoutCredentials(url, null, null);
		}
		try {
			URI uri = new URI(url);
			if (("postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme()))
					&& uri.getRawAuthority() != null && uri.getRawPath() != null && uri.getRawPath().length() > 1) {
				return of(uri, uri.getRawAuthority());
			}
		}
		catch (URISyntaxException ex) {
			// The cause would quote the URL.
		}
		throw new IllegalArgumentException("DATABASE_URL must look like postgres://user:password@host:5432/database"
				+ " or jdbc:postgresql://host:5432/database, with % escapes for special characters");
	}

	private static DatabaseAddress of(URI uri, String authority) {
		int at = authority.lastIndexOf('@');
		String[] credentials = authority.substring(0, Math.max(at, 0)).split(":", 2);
		String query = (uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "";
		return withoutCredentials(JDBC_POSTGRESQL + "//" + authority.substring(at + 1) + uri.getRawPath() + query,
				credentials[0].isEmpty() ? null : decoded(credentials[0]),
				(credentials.length > 1) ? decoded(credentials[1]) : null);
	}

	private static DatabaseAddress withoutCredentials(String jdbcUrl, @Nullable String user,
			@Nullable String password) {
		int mark = jdbcUrl.indexOf('?');
		if (mark < 0) {
			return new DatabaseAddress(jdbcUrl, user, password);
		}
		String foundUser = user;
		String foundPassword = password;
		List<String> others = new ArrayList<>();
		for (String option : jdbcUrl.substring(mark + 1).split("&")) {
			if (option.startsWith("user=")) {
				foundUser = decoded(option.substring(5));
			}
			else if (option.startsWith("password=")) {
				foundPassword = decoded(option.substring(9));
			}
			else if (!option.isEmpty()) {
				others.add(option);
			}
		}
		String rest = others.isEmpty() ? "" : "?" + String.join("&", others);
		return new DatabaseAddress(jdbcUrl.substring(0, mark) + rest, foundUser, foundPassword);
	}

	// A plus is a plus here, other than in forms.
	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	private static @Nullable String either(@Nullable String first, @Nullable String second) {
		String value = (first != null) ? first : second;
		return (value == null || value.isEmpty()) ? null : value;
	}

	/** Only the kind of database. */
	@Override
	public String toString() {
		return "DatabaseAddress[" + (isPostgreSql() ? "PostgreSQL" : "H2") + "]";
	}

}
