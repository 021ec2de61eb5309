package org.dibbs.orchestration.sandbox.fhirconverter.bundle;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CodeSystemsTests {

	@ParameterizedTest
	@CsvSource({ "2.16.840.1.113883.6.1,http://loinc.org", "1.2.3,urn:oid:1.2.3", "'',''" })
	void namesAnOidAsFhirDoes(String oid, String uri) {
		assertThat(CodeSystems.ofOid(oid)).isEqualTo(uri);
	}

	@ParameterizedTest
	@CsvSource({ "LN,http://loinc.org", "L,urn:id:L", "'',''" })
	void namesAShortNameAsFhirDoes(String name, String uri) {
		assertThat(CodeSystems.ofName(name)).isEqualTo(uri);
	}

}
