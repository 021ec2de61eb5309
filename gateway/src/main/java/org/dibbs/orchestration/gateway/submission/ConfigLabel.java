package org.dibbs.orchestration.gateway.submission;

/**
 * A config's name as a log may show it. Callers write anything there, line breaks and
 * patients' names included.
 */
final class ConfigLabel {

	static final String INVALID = "invalid";

	private static final int LONGEST = 128;

	private ConfigLabel() {
	}

	static String of(String configName) {
		boolean harmless = !configName.isEmpty() && configName.length() <= LONGEST
				&& configName.chars().allMatch(ConfigLabel::isHarmless);
		return harmless ? configName : INVALID;
	}

	private static boolean isHarmless(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || character == '.' || character == '_' || character == '-';
	}

}
