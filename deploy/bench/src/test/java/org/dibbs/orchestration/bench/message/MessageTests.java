package org.dibbs.orchestration.bench.message;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.assertj.core.data.Percentage;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MessageTests {

	private static final Path ROOT = Path.of("../..");

	@ParameterizedTest
	@ValueSource(ints = { 11_000, 100_000, 200_000 })
	void aBundleIsAboutAsLargeAsItIsToBe(int size) throws IOException {
		JsonFragment bundle = member(Message.fhir(ROOT, size), "message");
		assertThat(bundle.length()).isCloseTo(size, Percentage.withPercentage(15));
		assertThat(JsonMembers.elements(JsonMembers.member(bundle, "entry"))).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 43_000, 10_000_000 })
	void aReportIsAboutAsLargeAsItIsToBe(int size) throws IOException {
		String report = member(Message.ecr(ROOT, size), "message").text();
		assertThat(report.length()).isCloseTo(size, Percentage.withPercentage(10));
		assertThat(report).contains("</structuredBody>").endsWith("</ClinicalDocument>\n");
	}

	@Test
	void theMessageComesLastAsTheFloorExpectsIt() throws IOException {
		for (Message message : List.of(Message.fhir(ROOT, 1), Message.ecr(ROOT, 1))) {
			Map<String, JsonFragment> members = JsonMembers.of(JsonFragment.of(message.document()));
			assertThat(new ArrayList<>(members.keySet()).getLast()).isEqualTo("message");
		}
	}

	private static JsonFragment member(Message message, String name) {
		return JsonMembers.member(JsonFragment.of(message.document()), name);
	}

}
