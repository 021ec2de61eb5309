package org.dibbs.orchestration.sandbox.phdc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The kinds of report a PHDC document can be.
 */
enum ReportType {

	CASE_REPORT("55751-2", "Public Health Case Report - PHRI", "Public Health Case Report"),
	CONTACT_RECORD("55751-2", "Public Health Contact Record - PHRI", "Public Health Contact Record"),
	LAB_REPORT("55751-2", "Public Health Laboratory Report - PHRI", "Public Health Laboratory Report"),
	MORBIDITY_REPORT("55751-2", "Public Health Morbidity Report - PHRI", "Public Health Morbidity Report");

	private final String code;

	private final String displayName;

	private final String title;

	ReportType(String code, String displayName, String title) {
		this.code = code;
		this.displayName = displayName;
		this.title = title;
	}

	static List<String> names() {
		return Arrays.stream(values()).map((type) -> type.name().toLowerCase(Locale.ROOT)).toList();
	}

	static ReportType of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

	String code() {
		return this.code;
	}

	String displayName() {
		return this.displayName;
	}

	String title() {
		return this.title;
	}

}
