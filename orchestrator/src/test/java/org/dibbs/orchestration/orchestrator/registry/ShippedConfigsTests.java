package org.dibbs.orchestration.orchestrator.registry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShippedConfigsTests {

	private static final String BUNDLE = "C N D fhir_bundle:P stamped_ecr:T";

	private static final String MAP = "{metadata_values=metadata, stamped_ecr=fhirBundle}";

	private final ShippedConfigs configs = new ShippedConfigs();

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "test-no-save.json|V C N D P M(ecr.json)",
			"sample-orchestration-config.json|V C N D P T S(postgres) M(ecr.json)",
			"sample-orchestration-azure-config.json|V C N D P S(azure) M(ecr.json)",
			"sample-orchestration-s3-config.json|V C N D P S(s3) M(ecr.json)", "sample-hl7-test-config.json|V C N D P",
			"sample-fhir-test-config.json|N D P M(ecr.json)", "sample-fhir-test-config-xml.json|N D P G X",
			"bundle-only.json|B, out[stamped_ecr] only",
			"bundle-metadata-core.json|B metadata_values:M(core.json), out[metadata_values, stamped_ecr] only",
			"bundle-metadata-extended.json|B metadata_values:M(extended.json), out[metadata_values, stamped_ecr] only",
			"production-config.json|V C N D P G S(s3)",
			"test_config.json|V C(root_template=\"EICR\") N P D() G(geocode_method=\"smarty\",overwrite=\"true\") M(ecr.json)" })
	void shipsTheDefaultWorkflows(String name, String steps) {
		assertThat(this.configs.defaultNames()).contains(name);
		assertThat(Shorthand.of(find(name))).isEqualTo(steps.replaceFirst("^B", BUNDLE));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"create-seed-sql.json|B message_parser_values:M(ecr_viewer_metadata.json), out[message_parser_values, stamped_ecr] only",
			"seed-ecr-viewer-config.json|B metadata_values:M(ecr_viewer_metadata.json) S(postgres)MAP, out[metadata_values, stamped_ecr] only",
			"philadelphia-ecr-viewer.json|B metadata_values:M(philly_ecr.json) SMAP", "integrated.json|B S",
			"non-integrated-core.json|B metadata_values:M(core.json) SMAP, out[metadata_values, stamped_ecr] only",
			"non-integrated-extended.json|B metadata_values:M(extended.json) SMAP, out[metadata_values, stamped_ecr] only",
			"save-bundle-to-ecr-viewer.json|metadata_values:M(core.json) S{metadata_values=metadata}, out[metadata_values] only" })
	void shipsTheCustomWorkflows(String name, String steps) {
		assertThat(this.configs.customNames()).contains(name);
		assertThat(Shorthand.of(find(name))).isEqualTo(steps.replaceFirst("^B", BUNDLE).replace("MAP", MAP));
	}

	@Test
	void listsNamesInOrderAndNothingElse() {
		assertThat(this.configs.defaultNames()).hasSize(12).isSorted();
		assertThat(this.configs.customNames()).hasSize(7).isSorted();
	}

	@Test
	void keepsKeysThatNothingReads() {
		assertThat(find("seed-ecr-viewer-config.json").document().json()).contains("\"name:\": \"save_bundle\"")
			.contains("\"url\": \"${ECR_VIEWER_URL}\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nope.json", "..", "../default/test-no-save.json", "default/test-no-save.json",
			"/etc/passwd", "test-no-save.json\u0000", "*", "TEST-NO-SAVE.JSON" })
	void knowsNothingElse(String name) {
		assertThat(this.configs.findDefault(name)).isNull();
		assertThat(this.configs.findCustom(name)).isNull();
	}

	private WorkflowConfig find(String name) {
		WorkflowConfig config = this.configs.defaultNames().contains(name) ? this.configs.findDefault(name)
				: this.configs.findCustom(name);
		assertThat(config).isNotNull();
		return config;
	}

}
