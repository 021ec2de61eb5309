package org.dibbs.orchestration.sandbox.validation;

import java.util.List;
import java.util.function.Predicate;

import org.dibbs.orchestration.sandbox.cda.CdaElement;

/**
 * What an eICR has to hold: the fields of the US Realm Header without which a report
 * cannot be told apart or attributed are fatal, those a health department asks for next
 * are errors, the rest warnings. The real service reads its own list from a file.
 */
final class EicrChecks {

	private static final String[] PATIENT = { "recordTarget", "patientRole", "patient" };

	private static final String[] ROLE = { "recordTarget", "patientRole" };

	private static final String[] ENCOUNTER = { "componentOf", "encompassingEncounter" };

	static final List<Check> ALL = List.of(
			check(Severity.FATAL, "eICR ID", (document) -> !document.child("id").attribute("root").isEmpty()),
			check(Severity.FATAL, "Patient Role", (document) -> document.child(ROLE).exists()),
			check(Severity.FATAL, "Patient Name", (document) -> hasName(document.child(PATIENT))),
			check(Severity.ERRORS, "Document Code", (document) -> document.child("code").hasValue()),
			check(Severity.ERRORS, "Effective Time", (document) -> hasTime(document.child("effectiveTime"))),
			check(Severity.ERRORS, "Birth Date", (document) -> hasTime(document.child(PATIENT).child("birthTime"))),
			check(Severity.ERRORS, "Sex",
					(document) -> document.child(PATIENT).child("administrativeGenderCode").exists()),
			check(Severity.ERRORS, "Patient Address", (document) -> document.child(ROLE).child("addr").hasValue()),
			check(Severity.ERRORS, "Patient ID", (document) -> document.child(ROLE).child("id").hasValue()),
			check(Severity.ERRORS, "Custodian",
					(document) -> document.child("custodian", "assignedCustodian").exists()),
			check(Severity.ERRORS, "Author", (document) -> document.child("author", "assignedAuthor").exists()),
			check(Severity.ERRORS, "Encounter", (document) -> document.child(ENCOUNTER).exists()),
			check(Severity.ERRORS, "Middle Name' Attributes: attribute #1: 'qualifier' with the required value "
					+ "pattern: 'IN' Related elements: Field name: 'name' Attributes: attribute #1: 'use' with the "
					+ "required value pattern: 'L", (document) -> hasMiddleName(document.child(PATIENT))),
			new Check(Severity.ERRORS,
					"Could not find field. Field name: 'Provider ID' Attributes: attribute #1: 'extension', "
							+ "attribute #2: 'root'",
					(document) -> hasProviderId(document.child(ENCOUNTER))),
			check(Severity.WARNINGS, "Patient Telecom", (document) -> document.child(ROLE).child("telecom").hasValue()),
			check(Severity.WARNINGS, "Race", (document) -> document.child(PATIENT).child("raceCode").hasValue()),
			check(Severity.WARNINGS, "Ethnicity",
					(document) -> document.child(PATIENT).child("ethnicGroupCode").hasValue()),
			check(Severity.WARNINGS, "Structured Body",
					(document) -> document.child("component", "structuredBody").exists()));

	private EicrChecks() {
	}

	private static Check check(Severity severity, String field, Predicate<CdaElement> holds) {
		return new Check(severity, "Could not find field. Field name: '" + field + "'", holds);
	}

	private static boolean hasTime(CdaElement time) {
		return !time.attribute("value").isEmpty();
	}

	private static boolean hasName(CdaElement patient) {
		return patient.children("name")
			.stream()
			.anyMatch((name) -> !name.child("family").text().isEmpty() || !name.child("given").text().isEmpty());
	}

	private static boolean hasMiddleName(CdaElement patient) {
		return patient.children("name")
			.stream()
			.filter((name) -> "L".equals(name.attribute("use")))
			.flatMap((name) -> name.children("given").stream())
			.anyMatch((given) -> "IN".equals(given.attribute("qualifier")));
	}

	private static boolean hasProviderId(CdaElement encounter) {
		return encounter.child("responsibleParty", "assignedEntity")
			.children("id")
			.stream()
			.anyMatch((id) -> !id.attribute("extension").isEmpty() && !id.attribute("root").isEmpty());
	}

	/**
	 * One requirement.
	 *
	 * @param severity how bad it is if it does not hold
	 * @param message what the caller is told then
	 * @param holds whether it holds for a document
	 */
	record Check(Severity severity, String message, Predicate<CdaElement> holds) {

	}

}
