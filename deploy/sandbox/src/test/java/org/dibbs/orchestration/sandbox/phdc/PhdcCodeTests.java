package org.dibbs.orchestration.sandbox.phdc;

import java.io.IOException;

import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PhdcCodeTests {

	@Test
	void namesAKnownSystemByItsOid() throws IOException {
		assertThat(code("[{\"system\":\"http://loinc.org\",\"code\":\"1-8\",\"display\":\"A\"}]"))
			.isEqualTo(new PhdcCode("1-8", "2.16.840.1.113883.6.1", "LOINC", "A"));
	}

	@Test
	void keepsTheUriOfAnotherSystem() throws IOException {
		assertThat(code("[{\"system\":\"http://example.org\",\"code\":\"x\"}]"))
			.isEqualTo(new PhdcCode("x", "http://example.org", "", ""));
	}

	@Test
	void writesSeveralCodingsSideBySide() throws IOException {
		assertThat(code("[{\"code\":\"x\"},{\"code\":\"y\"}]").code()).isEqualTo("x,y");
	}

	@Test
	void isEmptyWhereThereIsNoCoding() throws IOException {
		assertThat(code("[]")).isEqualTo(new PhdcCode("", "", "", ""));
	}

	private static PhdcCode code(String codings) throws IOException {
		return PhdcCode.of(Json.read(codings));
	}

}
