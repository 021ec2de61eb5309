package org.dibbs.orchestration.sandbox.fhir;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BundleJsonTests {

	@Test
	void findsResourcesOfSeveralTypesInOrder() {
		assertThat(BundleJson.resources(SandboxClient.bundle(), Set.of("Patient", "Condition")))
			.extracting((resource) -> resource.path("id").asText())
			.containsExactly("0c000000-0000-4000-8000-000000000002", "c1");
	}

	@Test
	void takesAResourceForABundleOfOne() throws IOException {
		assertThat(BundleJson.resources(Json.read("{\"resourceType\":\"Patient\"}"), "Patient")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"entry\":5}", "{\"entry\":[null,1,{},{\"resource\":[]}]}", "{}", "[]", "null" })
	void passesOverWhatIsNotABundle(String text) throws IOException {
		assertThat(BundleJson.resources(Json.read(text), "Patient")).isEmpty();
	}

	@Test
	void findsNothingFirstWhereThereIsNone() throws IOException {
		assertThat(BundleJson.first(Json.read("{\"entry\":[]}"), "Patient").isMissingNode()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = {
			"{\"id\":\"b\",\"entry\":[{\"resource\":{\"id\":\"r\"}},{\"resource\":{\"resourceType\":\"Composition\",\"id\":\"c\"}}]};c",
			"{\"id\":\"b\",\"entry\":[{\"resource\":{\"id\":\"r\"}}]};r", "{\"id\":\"b\",\"entry\":[]};b", "{};''" })
	void knowsAnEcrByItsCompositionFirst(String text, String id) throws IOException {
		assertThat(BundleJson.ecrId(Json.read(text))).isEqualTo(id);
	}

	@Test
	void takesATypedObjectForFhir() throws IOException {
		JsonNode untyped = Json.read("{\"resourceType\":5}");
		assertThat(BundleJson.isFhir(SandboxClient.bundle())).isTrue();
		assertThat(BundleJson.isFhir(untyped)).isFalse();
	}

}
