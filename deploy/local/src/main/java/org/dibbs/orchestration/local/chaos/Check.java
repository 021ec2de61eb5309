package org.dibbs.orchestration.local.chaos;

import java.util.List;

/**
 * Something that has to hold afterwards.
 *
 * @param claim what
 * @param found in numbers
 * @param violations what does not hold, one line each; empty where it holds
 */
record Check(String claim, String found, List<String> violations) {

	boolean holds() {
		return this.violations.isEmpty();
	}

}
