package org.dibbs.orchestration.sandbox.fhir;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FhirRuntimeTests {

	private static final FhirRuntime fhir = new FhirRuntime();

	@BeforeAll
	static void warmUp() {
		fhir.warmUp();
	}

	@Test
	void readsABundleWhoseNarrativeIsNoXhtml() {
		assertThat(fhir.read(SandboxClient.bundle()).getEntry()).hasSize(8);
	}

	@Test
	void leavesTheJsonAsItWas() {
		ObjectNode bundle = SandboxClient.bundle();
		fhir.read(bundle);
		assertThat(bundle).isEqualTo(SandboxClient.bundle());
	}

	@Test
	void readsAResourceAsABundleOfItsOwn() throws IOException {
		ObjectNode patient = (ObjectNode) Json.read("{\"resourceType\":\"Patient\",\"id\":\"p\"}");
		assertThat(fhir.read(patient).getEntryFirstRep().getResource()).isInstanceOf(Patient.class);
	}

	@Test
	void leavesOutAResourceBeyondReading() throws IOException {
		Bundle bundle = read("""
				[{"resource":{"resourceType":"Nothing"}},{"resource":{"resourceType":"Patient","id":"p"}}]""");
		assertThat(bundle.getEntry()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"meta\":{\"source\":[\"ecr\"]}", "\"birthDate\":\"19800203\"", "\"gender\":\"lady\"",
			"\"extension\":[{\"url\":\"u\",\"coding\":[{\"code\":\"c\"}]}]", "\"nothing\":{\"a\":[1]}",
			"\"name\":{\"family\":\"A\"}", "\"active\":\"perhaps\"" })
	void readsOnPastWhatIsNotFhir(String member) throws IOException {
		Bundle bundle = read("[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"," + member + "}}]");
		assertThat(bundle.getEntryFirstRep().getResource().getIdPart()).isEqualTo("p");
	}

	@Test
	void keepsAnIdThatDiffersFromTheFullUrl() throws IOException {
		Bundle bundle = read("[{\"fullUrl\":\"urn:uuid:x\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"}}]");
		assertThat(bundle.getEntryFirstRep().getResource().getIdPart()).isEqualTo("p");
	}

	@Test
	void knowsTheTypesThatExpressionsName() {
		assertThat(evaluate("Bundle.entry.resource.ofType(Observation).value.ofType(Quantity).unit"))
			.containsExactly("copies/mL");
	}

	@Test
	void refusesWhatIsNoExpression() {
		assertThatIllegalArgumentException().isThrownBy(() -> fhir.compile("Bundle.entry["));
	}

	@Test
	void writesWhatItRead() throws IOException {
		Bundle bundle = read("[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"}}]");
		assertThat(fhir.write(bundle)).hasToString(
				"{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"}}]}");
	}

	private static Bundle read(String entries) throws IOException {
		return fhir.read((ObjectNode) Json.read("{\"resourceType\":\"Bundle\",\"entry\":" + entries + "}"));
	}

	private static List<String> evaluate(String expression) {
		return fhir.evaluate(fhir.compile(expression), fhir.read(SandboxClient.bundle()))
			.stream()
			.map(Object::toString)
			.toList();
	}

}
