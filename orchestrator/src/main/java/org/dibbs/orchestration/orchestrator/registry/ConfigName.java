package org.dibbs.orchestration.orchestrator.registry;

import java.util.regex.Pattern;

/**
 * The name of a workflow config. Anything that could be more than a name (a path, a
 * hidden file) is none.
 *
 * @param value the name: ASCII letters, digits, dots, dashes and underscores, beginning
 * with a letter or digit, 255 characters at most
 */
public record ConfigName(String value) implements Comparable<ConfigName> {

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

	/**
	 * Refuses anything else.
	 */
	public ConfigName {
		if (!isValid(value)) {
			throw new IllegalArgumentException(
					"a config's name has letters, digits, '.', '-' and '_' and begins with a letter or digit");
		}
	}

	/**
	 * Whether a text is a config's name.
	 * @param value any text
	 * @return true if there could be a config of that name
	 */
	public static boolean isValid(String value) {
		return FORM.matcher(value).matches();
	}

	@Override
	public int compareTo(ConfigName other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
