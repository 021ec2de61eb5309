package org.dibbs.orchestration.local.secrecy;

import org.dibbs.orchestration.json.JsonFragment;

/**
 * A marked message of each kind, as JSON.
 *
 * @param ecr an eCR
 * @param rr a reportability response
 * @param elr a laboratory report
 * @param vxu a vaccination update
 * @param fhir a bundle
 */
record Documents(String ecr, String rr, String elr, String vxu, String fhir) {

	static Documents of(Markers markers) {
		return new Documents(MarkedXml.document(markers, "eCR"), MarkedXml.document(markers, "RR"),
				MarkedHl7.message(markers, "elr.hl7"), MarkedHl7.message(markers, "vxu.hl7"),
				MarkedFhir.document(markers));
	}

	/**
	 * The eCR for {@code /process-message}.
	 * @param config the workflow config
	 * @return the document
	 */
	String ecr(String config) {
		return Traffic.document("ecr", "ecr", config, quoted(this.ecr), quoted(this.rr));
	}

	String elr(String config) {
		return Traffic.document("elr", "hl7", config, quoted(this.elr), "");
	}

	String vxu(String config) {
		return Traffic.document("vxu", "hl7", config, quoted(this.vxu), "");
	}

	String fhir(String config) {
		return Traffic.document("fhir", "fhir", config, this.fhir, "");
	}

	static String quoted(String text) {
		return JsonFragment.string(text).json();
	}

}
