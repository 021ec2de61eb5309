package org.dibbs.orchestration.sandbox.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.cda.CdaElement;
import org.dibbs.orchestration.sandbox.cda.CdaException;
import org.dibbs.orchestration.sandbox.cda.CdaParser;
import org.dibbs.orchestration.sandbox.validation.EicrChecks.Check;
import org.jspecify.annotations.Nullable;

/**
 * Checks an eICR, and reads the ids of it and of the reportability response beside it.
 */
final class EicrValidator {

	ValidationReport validate(String message, @Nullable String rrData) {
		ValidationReport report = new ValidationReport();
		CdaElement document;
		try {
			document = CdaParser.parse(message);
		}
		catch (CdaException ex) {
			report.add(Severity.FATAL, "eCR Message is not valid XML!");
			return report;
		}
		addIds(report.messageIds().putObject("eicr"), document);
		ObjectNode rrIds = report.messageIds().putObject("rr");
		if (rrData != null && !rrData.isBlank()) {
			validateRr(report, rrIds, rrData);
		}
		if (document.is("ClinicalDocument")) {
			validate(report, document);
		}
		else {
			report.add(Severity.FATAL, "Could not find field. Field name: 'ClinicalDocument'");
		}
		if (report.isValid()) {
			report.add(Severity.INFORMATION, "Validation completed with no fatal errors!");
		}
		return report;
	}

	private static void validate(ValidationReport report, CdaElement document) {
		for (Check check : EicrChecks.ALL) {
			if (!check.holds().test(document)) {
				report.add(check.severity(), check.message());
			}
		}
	}

	private static void validateRr(ValidationReport report, ObjectNode ids, String rrData) {
		try {
			addIds(ids, CdaParser.parse(rrData));
		}
		catch (CdaException ex) {
			report.add(Severity.FATAL, "RR Message is not valid XML!");
		}
	}

	private static void addIds(ObjectNode ids, CdaElement document) {
		CdaElement id = document.child("id");
		if (document.is("ClinicalDocument") && id.exists()) {
			ids.put("root", orNull(id.attribute("root"))).put("extension", orNull(id.attribute("extension")));
		}
	}

	private static @Nullable String orNull(String value) {
		return value.isEmpty() ? null : value;
	}

}
